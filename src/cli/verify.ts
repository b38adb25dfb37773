import { Command } from 'commander'
import { itemCodes, itemOf, type ItemCode } from '../catalog/index.ts'
import type { CheckedReceipt } from '../consent/index.ts'
import { readOut } from './checkpoint/print.ts'
import { checkFiles, type Cosigned, type Verdict } from './verify/check-files.ts'
import { faultWords, refusalWords } from './verify/words.ts'

interface Options {
  keys: string
  trust?: string
  proof?: string
  witness?: string[]
  json?: true
}

/** `azukari verify`: whether a receipt or a checkpoint holds, and whether of two one goes on from the other. Needs no server, no database and no settings. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      '控えやチェックポイントを、サーバーなしで確かめる · check receipts and checkpoints, without a server',
    )
    .argument(
      '<files...>',
      '控えかチェックポイントを1つ、比べるなら2つ · a receipt or a checkpoint, or two to compare',
    )
    .requiredOption(
      '--keys <file>',
      '市の鍵（/log/v1/keys の答え） · the city’s keys, as /log/v1/keys answers',
    )
    .option(
      '--trust <key>',
      '紙などで受け取った鍵。これから始まる鍵だけを信じる · believe only keys that follow from this one',
    )
    .option('--proof <file>', '/log/v1/consistency の答え · what /log/v1/consistency answers')
    .option(
      '--witness <keys...>',
      '立会人の鍵。何人が署名したかを示す · of how many witnesses it is cosigned',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (files: string[], { json, ...options }: Options) => {
      const nothing = { trust: undefined, proof: undefined, witness: [] }
      const verdict = await checkFiles({ files, ...nothing, ...options })
      console.log(json ? JSON.stringify(verdict) : told(verdict))
      process.exitCode = holds(verdict) ? 0 : 1
    })
}

function holds(verdict: Verdict): boolean {
  return verdict.ok && receiptsOf(verdict).every(({ faults }) => faults.length === 0)
}

function receiptsOf(verdict: Extract<Verdict, { ok: true }>): CheckedReceipt[] {
  if (verdict.what === 'receipt') return [verdict.receipt]
  return verdict.what === 'growth' ? verdict.receipts : []
}

function told(verdict: Verdict): string {
  if (!verdict.ok) {
    const { ja, en } = refusalWords[verdict.because]
    const between = verdict.between ? ` (${verdict.between.join(' → ')})` : ''
    return `✗ ${ja}\n  ${en}${between}`
  }
  const receipts = receiptsOf(verdict).map(toldOfReceipt)
  const log = verdict.what === 'receipt' ? [] : [toldOfLog(verdict)]
  return [...receipts, ...log, ...toldOfWitnesses(verdict.cosigned)].join('\n')
}

function toldOfLog(verdict: Extract<Verdict, { what: 'checkpoint' | 'growth' }>): string {
  if (verdict.what === 'checkpoint')
    return `✓ チェックポイント ${String(verdict.size)} 件 · checkpoint of ${String(verdict.size)}
    ${readOut(verdict.root)}`
  const { earlier, later } = verdict
  return `✓ ${String(earlier)} 件までの記録は、${String(later)} 件になっても変わっていません。
  The log of ${String(later)} begins with the log of ${String(earlier)}, unchanged.`
}

/** Nothing unless it was asked for. */
function toldOfWitnesses({ by, of }: Cosigned): string[] {
  if (of === 0) return []
  const count = `${String(by.length)} / ${String(of)}`
  return [
    `  立会人の署名 ${count} · cosigned by ${count} witnesses`,
    ...by.map(({ witness, at }) => `    ${at.toISOString()}  ${witness}`),
  ]
}

const kinds = {
  granted: '使ってよい · granted',
  refused: 'ことわる · refused',
  withdrawn: '止める · stopped',
  frozen: '市が止めた · frozen by the city',
  paused: 'しばらく止める · paused',
  resumed: 'また使ってよい · allowed again',
} as const

function toldOfReceipt({ receiptNumber, records, logSize, promised, faults }: CheckedReceipt): string {
  const mark = faults.length === 0 ? '✓' : '✗'
  const lines = records.map(({ item, kind, happenedAt }, leaf) => {
    const waits = promised.find((one) => one.leaf === leaf)
    const place = waits
      ? `${waits.by.toISOString()} までにログへ · to be in the log by then`
      : faults.some((fault) => fault.leaf === leaf)
        ? ''
        : `ログ ${String(logSize)} 件の中 · in the log of ${String(logSize)}`
    return `  ${happenedAt}  ${kinds[kind]}  ${nameOf(item)}  ${place}`
  })
  const wrong = faults.map(({ because, leaf }) => {
    const { ja, en } = faultWords[because]
    return `  → ${leaf === null ? '' : `${String(leaf + 1)}: `}${ja}\n    ${en}`
  })
  return [`${mark} 控え · receipt ${receiptNumber}`, ...lines, ...wrong].join('\n')
}

function nameOf(item: string): string {
  const known = itemCodes.find((code): code is ItemCode => code === item)
  return known ? `${itemOf(known).names.ja}（${item}）` : item
}
