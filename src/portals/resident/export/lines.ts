/** What stands in one field: for a program, and for a person where that is another word. */
export type Cell = string | number | null | { code: string; word: string }
export type Row = Readonly<Record<string, Cell>>

/** Excel takes a file for UTF-8 by this alone. */
const byteOrderMark = '\uFEFF'

/** RFC 4180, as Excel opens it. */
export async function* csvOf(
  head: readonly string[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string, void> {
  yield byteOrderMark + lineOf(head)
  for await (const row of rows) yield lineOf(Object.values(row).map(written))
}

/** One JSON text on a line. */
export async function* ndjsonOf(rows: AsyncIterable<object>): AsyncGenerator<string, void> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

/** The same rows with codes instead of words. */
export async function* codesOf(rows: AsyncIterable<Row>): AsyncGenerator<object, void> {
  for await (const row of rows)
    yield Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, codeOf(cell)]))
}

function codeOf(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.code : cell
}

function written(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : harmless(typeof cell === 'object' ? cell.word : cell)
}

/**
 * A spreadsheet takes a text that begins so for something to work out, and may ask another machine for it (OWASP, CSV
 * injection; ASVS 5.0 §1.2.10). Names of devices and words of companies are not ours.
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text
}

function lineOf(fields: readonly string[]): string {
  return `${fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\r\n`
}
