import { Command } from 'commander'
import { itemCodes, itemOf, type ItemCode } from '../catalog/index.ts'
import type { CheckedReceipt } from '../consent/index.ts'
import { checkFiles, type Verdict } from './verify/check-files.ts'
import { faultWords, refusalWords } from './verify/words.ts'

interface Options {
  keys: string
  trust?: string
  proof?: string
  json?: true
}

/** `azukari verify`: whether a receipt, or a pair of checkpoints, holds. Needs no server, no database and no settings. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      '控えやチェックポイントを、サーバーなしで確かめる · check a receipt or two checkpoints, without a server',
    )
    .argument('<files...>', '控え1つ、またはチェックポイント2つ · one receipt, or two checkpoints')
    .requiredOption(
      '--keys <file>',
      '市の鍵（/log/v1/keys の答え） · the city’s keys, as /log/v1/keys answers',
    )
    .option(
      '--trust <key>',
      '紙などで受け取った鍵。これから始まる鍵だけを信じる · believe only keys that follow from this one',
    )
    .option('--proof <file>', '/log/v1/consistency の答え · what /log/v1/consistency answers')
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (files: string[], { json, ...options }: Options) => {
      const verdict = await checkFiles({ files, trust: undefined, proof: undefined, ...options })
      console.log(json ? JSON.stringify(verdict) : told(verdict))
      process.exitCode = holds(verdict) ? 0 : 1
    })
}

function holds(verdict: Verdict): boolean {
  return verdict.ok && (verdict.what === 'growth' || verdict.receipt.faults.length === 0)
}

function told(verdict: Verdict): string {
  if (!verdict.ok) {
    const { ja, en } = refusalWords[verdict.because]
    const between = verdict.between ? ` (${verdict.between.join(' → ')})` : ''
    return `✗ ${ja}\n  ${en}${between}`
  }
  if (verdict.what === 'receipt') return toldOfReceipt(verdict.receipt)
  const { earlier, later } = verdict
  return `✓ ${String(earlier)} 件までの記録は、${String(later)} 件になっても変わっていません。
  The log of ${String(later)} begins with the log of ${String(earlier)}, unchanged.`
}

const kinds = {
  granted: '使ってよい · granted',
  refused: 'ことわる · refused',
  withdrawn: '止める · stopped',
  frozen: '市が止めた · frozen by the city',
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
