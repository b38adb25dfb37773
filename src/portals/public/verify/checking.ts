/** What holds and what does not, by the same code as `azukari verify`: which sentences say so. Knows no page. */
import { checkReceipt, type CheckedReceipt, type ReceiptFault } from '../../../consent/index.ts'
import { checkGrowth, checkPaper, parsePaperEvidence, type LogKey } from '../../../proof/index.ts'
import type { AskLog } from './asking.ts'
import { itemNameOf, type NoticeKind, type Said } from './parts.ts'

export interface Trusted {
  from: 'byCity' | 'byOwn'
  keys: readonly LogKey[]
}

/** A sentence, with what is put into it: a text, or another sentence by its name. */
export interface Line {
  say: Said
  given?: Readonly<Record<string, string | { say: string }>>
}

export interface Verdict {
  kind: NoticeKind
  title: Said
  about: Line[]
  wrong: Line[]
  right: Line[]
  notes: Line[]
}

const nothing = { about: [], wrong: [], right: [], notes: [] }

/** It could not even be read. */
export function unread(because: Said): Verdict {
  return { ...nothing, kind: 'warning', title: 'unread', notes: [{ say: because }] }
}

const by = ({ from, keys }: Trusted): Line => ({
  say: from,
  given: { key: keys.map(String).join(' ') || '–' },
})

export function verdictOnReceipt(text: string, trusted: Trusted, now: Date): Verdict {
  const receipt = checkReceipt(text, trusted.keys, now)
  if (!receipt.ok) return unread(receipt.because)
  const { faults, receiptNumber, createdAt } = receipt
  const holds = faults.length === 0
  return {
    kind: holds ? 'done' : 'error',
    title: holds ? 'receiptHolds' : 'receiptFails',
    about: [{ say: 'receiptIs', given: { number: receiptNumber, issued: momentOf(createdAt) } }],
    wrong: faults.map((fault) => faultOf(receipt, fault)),
    right: rightOf(receipt),
    notes: [by(trusted)],
  }
}

const leafOf = ({ records }: CheckedReceipt, leaf: number) => ({
  place: String(leaf + 1),
  item: { say: itemNameOf(records[leaf]?.item ?? '') },
})

function faultOf(receipt: CheckedReceipt, { because, leaf }: ReceiptFault): Line {
  return leaf === null
    ? { say: because }
    : { say: 'leafWrong', given: { ...leafOf(receipt, leaf), fault: { say: because } } }
}

function rightOf(receipt: CheckedReceipt): Line[] {
  const { faults, logSize, promised, records } = receipt
  const right = (because: ReceiptFault['because'], line: Line): Line[] =>
    faults.some((fault) => fault.because === because) ? [] : [line]
  const leaves = [...records.keys()].filter((leaf) => !faults.some((fault) => fault.leaf === leaf))
  return [
    ...right('not-signed', { say: 'signature' }),
    ...right('says-otherwise', { say: 'sameWords' }),
    ...(logSize === null ? [] : [{ say: 'checkpoint', given: { size: String(logSize) } } as const]),
    ...leaves.map((leaf): Line => {
      const waits = promised.find((one) => one.leaf === leaf)
      const given = leafOf(receipt, leaf)
      return waits
        ? { say: 'leafWaits', given: { ...given, by: momentOf(waits.by) } }
        : { say: 'leafThere', given }
    }),
  ]
}

/** The older and the newer checkpoint; where the proof is missing, this city's log is asked for it. */
export async function verdictOnGrowth(
  notes: readonly [string, string],
  proof: string | null,
  trusted: Trusted,
  ask: AskLog,
): Promise<Verdict> {
  let growth = checkGrowth(notes, proof, trusted.keys)
  if (!growth.ok && growth.because === 'proof-missing' && growth.between) {
    const [from, to] = growth.between.map(String)
    growth = checkGrowth(notes, await ask(`consistency?from=${from ?? ''}&to=${to ?? ''}`), trusted.keys)
  }
  if (!growth.ok)
    return {
      ...nothing,
      kind: 'error',
      title: 'growthFails',
      wrong: [{ say: growth.because }],
      notes: [by(trusted)],
    }
  const given = { earlier: String(growth.earlier.size), later: String(growth.later.size) }
  return {
    ...nothing,
    kind: 'done',
    title: 'growthHolds',
    right: [{ say: 'grown', given }],
    notes: [by(trusted)],
  }
}

/** The fragment of a QR code's address. The log is asked for its checkpoint and proofs, by numbers only. */
export async function verdictOnPaper(fragment: string, trusted: Trusted, ask: AskLog): Promise<Verdict> {
  const evidence = parsePaperEvidence(fragment)
  if (!evidence) return unread('paper-unread')
  const { size } = evidence.checkpoint
  const checkpoint = await ask('checkpoint')
  if (checkpoint === null) return unread('not-asked')
  const now = sizeIn(checkpoint)
  const answers = {
    checkpoint,
    consistency: now > size ? await ask(`consistency?from=${String(size)}&to=${String(now)}`) : null,
    inclusions: await Promise.all(
      evidence.leaves.map(({ index }) => ask(`inclusion?index=${String(index)}&size=${String(size)}`)),
    ),
  }
  const found = checkPaper(evidence, answers, trusted.keys)
  const holds = found.faults.length === 0
  const numberOf = (leaf: number) => ({ number: String(evidence.leaves[leaf]?.index) })
  const isWrong = (leaf: number) => found.faults.some((fault) => fault.leaf === leaf)
  const isSame = found.now && !found.faults.some((fault) => fault.leaf === null)
  return {
    kind: holds ? 'done' : 'error',
    title: holds ? 'paperHolds' : 'paperFails',
    about: [],
    wrong: found.faults.map(({ because, leaf }) =>
      leaf === null
        ? { say: because }
        : { say: 'paperLeafWrong', given: { ...numberOf(leaf), fault: { say: because } } },
    ),
    right: [
      ...(isSame ? [{ say: 'grown', given: { earlier: String(size), later: String(now) } } as const] : []),
      ...[...evidence.leaves.keys()]
        .filter((leaf) => found.now && !isWrong(leaf))
        .map((leaf): Line => ({ say: 'paperLeaf', given: numberOf(leaf) })),
    ],
    notes: [{ say: 'paperMeans' }, { say: 'paperAsked' }, by(trusted)],
  }
}

/** What the second line says, before anybody has signed for it: only for what to ask next. */
function sizeIn(checkpoint: string): number {
  return Number(/^[^\n]*\n(\d{1,15})\n/u.exec(checkpoint)?.[1] ?? 0)
}

/** `2026-11-23 10:00`, in Japan: figures are read in every language. */
function momentOf(at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
}
