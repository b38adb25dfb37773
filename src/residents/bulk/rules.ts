/** What a column or member is called, in the words of spreadsheets and of programs. */
export const fieldNames = {
  name: ['name', '氏名'],
  kana: ['kana', 'フリガナ', 'カナ'],
  birthDate: ['birthDate', 'birth_date', '生年月日'],
  postalCode: ['postalCode', 'postal_code', '郵便番号'],
  municipalityCode: ['municipalityCode', 'municipality_code', '市区町村コード'],
  townCode: ['townCode', 'town_code', '町字コード'],
  address: ['address', '住所'],
  phone: ['phone', '電話番号'],
  email: ['email', 'メールアドレス'],
} as const
export type Field = keyof typeof fieldNames
export const fields = Object.keys(fieldNames) as Field[]

/** A column as a report calls it, in Japanese and in English: one of the names that it may have in a file. */
export function columnTitles(field: Field): { ja: string; en: string } {
  const [en] = fieldNames[field]
  const ja = fieldNames[field].find((name) => !/^[a-z]/iu.test(name)) ?? en
  return { ja, en }
}

/** What is asked of everybody. */
const neededFields: readonly Field[] = ['name', 'kana', 'birthDate']

/** As a line has it: text, not looked at yet; a field that is not there is empty. */
export type TypedPerson = Readonly<Record<Field, string>>

export function fieldCalled(name: string): Field | undefined {
  const called = name.trim().normalize('NFKC')
  return fields.find((field) => fieldNames[field].some((known) => known === called))
}

export type HeaderRefusal = 'unknown-column' | 'column-twice' | 'column-missing'

/** Which field stands in which column. One that is not known is no reason to look away: somebody expects it to be kept. */
export function readHeader(
  columns: readonly string[],
): { ok: true; fields: readonly Field[] } | { ok: false; because: HeaderRefusal } {
  const found = columns.map(fieldCalled)
  const known = found.filter((field) => field !== undefined)
  if (known.length < found.length) return { ok: false, because: 'unknown-column' }
  if (new Set(known).size < known.length) return { ok: false, because: 'column-twice' }
  if (neededFields.some((field) => !known.includes(field))) return { ok: false, because: 'column-missing' }
  return { ok: true, fields: known }
}

/** So many residents are taken in from one file. */
export const mostLines = 100_000
/** Of one line, as characters. */
export const longestLine = 4_000
/** 100,000 lines of the longest there are in practice; in bytes. */
export const largestFile = 64 * 1024 * 1024
/** Files of one city that are not worked off yet. */
export const mostAtOnce = 5
/** How long the report of a file can be read. */
export const reportDays = 30
