import { localDaySchema, type LocalDay } from '../../../kernel/index.ts'

type YearMonthDay = readonly [year: number, month: number, day: number]

/** The year before the first of each era: a phone may be set to the Japanese calendar. */
const eras: Readonly<Record<string, number>> = {
  ...{ 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 },
  ...{ M: 1867, T: 1911, S: 1925, H: 1988, R: 2018 },
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const longest = 40

/** `1980/01/01`, `1980-01-01`, `1980年1月1日`, `昭和55年1月1日`, `S55/1/1` */
function yearFirst(text: string): YearMonthDay | undefined {
  const shape =
    /^(?:(\d{4})|(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元))[年/.-](\d{1,2})[月/.-](\d{1,2})[日.]?$/
  const [, year, era = '', ofEra = '', month, day] = shape.exec(text.replaceAll(' ', '')) ?? []
  if (month === undefined) return undefined
  const yearOfEra = (eras[era] ?? NaN) + (ofEra === '元' ? 1 : Number(ofEra))
  return [year === undefined ? yearOfEra : Number(year), Number(month), Number(day)]
}

/** `Jan 1, 1980`, `1 January 1980` */
function monthInWords(text: string): YearMonthDay | undefined {
  const shape = /^(?:([a-z]{3,9})\.? (\d{1,2}),|(\d{1,2}) ([a-z]{3,9})\.?,?) (\d{4})$/i
  const [, before, dayAfter, dayBefore, after, year] = shape.exec(text) ?? []
  const name = (before ?? after ?? '').slice(0, 3).toLowerCase()
  return year === undefined
    ? undefined
    : [Number(year), months.indexOf(name) + 1, Number(dayAfter ?? dayBefore)]
}

/** `25/12/1980`, `12/25/1980`. Which of two numbers up to 12 is the day depends on the phone, and is not guessed. */
function yearLast(text: string): YearMonthDay | undefined {
  const [, a, b, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const [one, other] = [Number(a), Number(b)]
  if (year === undefined || (one <= 12 && other <= 12 && one !== other)) return undefined
  return [Number(year), Math.min(one, other), Math.max(one, other)]
}

/** The day that a phone writes in its own language; undefined when it is none, or might be another. */
export function birthDateIn(text: string): LocalDay | undefined {
  const written = text.slice(0, longest).normalize('NFKC').trim()
  const [year, month, day] = yearFirst(written) ?? monthInWords(written) ?? yearLast(written) ?? []
  const two = (number: number | undefined) => String(number).padStart(2, '0')
  return localDaySchema.safeParse(`${String(year)}-${two(month)}-${two(day)}`).data
}
