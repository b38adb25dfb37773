import type { Locale } from '../view.ts'

/** Japanese and plain Japanese counter, English singular and plural. */
const units = {
  company: ['社', '社', 'company', 'companies'],
  purpose: ['つの目的', 'つの 目的', 'purpose', 'purposes'],
  item: ['項目', '種類', 'kind of data', 'kinds of data'],
  record: ['件', '件', 'record', 'records'],
  time: ['回', '回', 'time', 'times'],
  day: ['日', '日', 'day', 'days'],
  yen: ['円', '円', 'yen', 'yen'],
} as const satisfies Record<string, readonly [string, string, string, string]>

export type Counted = keyof typeof units

/** Made once for each number of digits: a page with a table spent a twentieth of its time on making them. */
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(least: number, most: number): Intl.NumberFormat {
  const name = `${String(least)}-${String(most)}`
  const known = formats.get(name)
  if (known) return known
  const format = new Intl.NumberFormat('ja-JP', { minimumFractionDigits: least, maximumFractionDigits: most })
  formats.set(name, format)
  return format
}

/** 12345.6 → 「12,345.6」; Japanese and English group alike. `digits` after the point, at most. */
export function grouped(amount: number, digits = 1): string {
  return formatOf(0, digits).format(amount)
}

/** Always with as many digits after the point: 59 → 「59.0」, as on an axis. */
export function evenly(amount: number, digits: number): string {
  return formatOf(digits, digits).format(amount)
}

/** A number with its unit: 「3社」, 「3 companies」. How a counter is read depends on its number (counters.ts). */
export function counted(locale: Locale, amount: number, unit: Counted): string {
  const [ja, easy, one, many] = units[unit]
  if (locale === 'en') return `${grouped(amount)} ${amount === 1 ? one : many}`
  return `${grouped(amount)}${locale === 'ja-easy' ? easy : ja}`
}
