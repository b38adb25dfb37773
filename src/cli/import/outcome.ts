import { itemOf, type ItemCode } from '../../catalog/index.ts'
import type { Told } from '../../platform/start-problem.ts'
import { depositRefusals, leftOutReasons, type DepositRefusal, type Reading } from '../../vault/index.ts'

/** What a file holds. */
export type Holds = Pick<Reading, 'format' | 'counts' | 'leftOut'>

/** A file that was read and, if it was deposited, what is kept of it. */
interface Read {
  file: string
  ok: true
  holds: Holds
  kept?: { items: readonly ItemCode[]; address: string }
}

/** `not-readable`: there is no such file, or it may not be read. */
interface Refused {
  file: string
  ok: false
  because: DepositRefusal | 'not-readable'
  people?: readonly number[] | undefined
  /** What the person can do here about it. */
  remedy?: Told | undefined
}

/** What one file came to. */
export type Outcome = Read | Refused

const notReadable = {
  ja: 'ファイルがないか、読む権限がありません。',
  en: 'There is no such file, or it may not be read.',
}

function wordsOf({ because }: Refused): Told {
  return because === 'not-readable' ? notReadable : depositRefusals[because]
}

export function asJson(outcome: Outcome): object {
  if (!outcome.ok) {
    const { ja, en } = wordsOf(outcome)
    return { ...outcome, ja, en }
  }
  const { file, ok, holds, kept } = outcome
  const counts = holds.counts.map((line) => ({
    ...line,
    onlyIfChosen: itemOf(line.item).leftOutUnlessChosen,
  }))
  const result = kept && { kept: kept.items, address: kept.address }
  return { file, ok, format: holds.format, counts, leftOut: holds.leftOut, ...result }
}

const formats = {
  'apple-health': 'Appleヘルスケア / Apple Health',
  fit: 'FIT',
} as const satisfies Record<Holds['format'], string>

function inJapan(instant: Date): string {
  return instant.toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
}

/** What the file holds, for a person. */
export function contentOf({ format, counts, leftOut }: Holds): string {
  const kept = counts.map(({ item, count, first, last }) => {
    const { names, leftOutUnlessChosen } = itemOf(item)
    const chosen = leftOutUnlessChosen ? `  選んだときだけ / only if chosen: --also ${item}` : ''
    const period = `${inJapan(first)} – ${inJapan(last)}`
    return `  ${count.toLocaleString('en').padStart(9)}  ${period}  ${names.ja} / ${names.en}${chosen}`
  })
  const left = leftOut.map(
    ({ what, because, count }) =>
      `  ${count.toLocaleString('en').padStart(9)}  ${what}: ${leftOutReasons[because].ja} ${leftOutReasons[because].en}`,
  )
  const nothing = kept.length === 0 ? ['  お預かりできる記録はありません / nothing to keep'] : []
  const leftTitle = left.length === 0 ? [] : ['  取り込まないもの / left out:']
  return [`  ${formats[format]}`, ...kept, ...nothing, ...leftTitle, ...left].join('\n')
}

/** What came of it, for a person; nothing of a file that was only looked into. */
export function resultOf(outcome: Outcome): string {
  if (!outcome.ok) return refusalOf(outcome)
  if (!outcome.kept) return ''
  const { items, address } = outcome.kept
  const names = items.map((item) => itemOf(item).names)
  return [
    `  ✓ お預かりしました: ${names.map(({ ja }) => ja).join('、')}`,
    `    Deposited: ${names.map(({ en }) => en).join(', ')}`,
    `    ${address}`,
    '',
  ].join('\n')
}

function refusalOf(refused: Refused): string {
  const { ja, en } = wordsOf(refused)
  const { because, remedy } = refused
  const next = remedy ? [`    → ${remedy.ja}`, `    → ${remedy.en}`] : []
  return [`  ✕ ${ja}`, `    ${en} (${because})`, ...next, ''].join('\n')
}
