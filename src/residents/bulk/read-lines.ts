import { longestLine, type TypedPerson } from './rules.ts'
import { fieldCalled, fields, readHeader, type Field, type HeaderRefusal } from './rules.ts'

export type LineRefusal = 'not-a-line' | 'line-too-long'
export type FileRefusal = HeaderRefusal | 'not-text'

/** One line of a file: `number` as a spreadsheet or an editor counts it. */
export type Line = { number: number } & ({ person: TypedPerson } | { because: LineRefusal })

/** Of the whole file: nothing of it is taken. */
export class UnreadableFile extends Error {
  readonly because: FileRefusal

  constructor(because: FileRefusal) {
    super(because)
    this.because = because
  }
}

export type Encoding = 'utf-8' | 'shift_jis'
export type Format = 'csv' | 'ndjson'

/** The lines of a file, as they come. @throws UnreadableFile */
export function readLines(
  bytes: AsyncIterable<Uint8Array>,
  { format, encoding }: { format: Format; encoding: Encoding },
): AsyncGenerator<Line> {
  const text = decoded(bytes, encoding)
  return format === 'csv' ? readCsv(text) : readJsonLines(text)
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new UnreadableFile('not-text')
    }
  }
  for await (const chunk of bytes) yield decode(chunk)
  yield decode()
}

async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 0
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number += 1
      if (line.trim() !== '') yield { number, ...personIn(line) }
    }
    // Of a line without an end no more is kept than tells that it is too long.
    rest = rest.slice(0, longestLine + 1)
  }
  if (rest.trim() !== '') yield { number: number + 1, ...personIn(rest) }
}

function personIn(line: string): { person: TypedPerson } | { because: LineRefusal } {
  if (line.length > longestLine) return { because: 'line-too-long' }
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return { because: 'not-a-line' }
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { because: 'not-a-line' }
  const given = new Map<Field, string>()
  for (const [name, value] of Object.entries(parsed)) {
    const field = fieldCalled(name)
    if (!field || given.has(field) || !(typeof value === 'string' || value === null))
      return { because: 'not-a-line' }
    given.set(field, value ?? '')
  }
  return { person: personOf(given) }
}

function personOf(given: ReadonlyMap<Field, string>): TypedPerson {
  return Object.fromEntries(fields.map((field) => [field, given.get(field) ?? ''])) as Record<Field, string>
}

async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let header: readonly Field[] | undefined
  for await (const { number, cells, tooLong } of csvRecords(text)) {
    if (!header) {
      const read = readHeader(cells)
      if (!read.ok) throw new UnreadableFile(read.because)
      header = read.fields
    } else if (tooLong) yield { number, because: 'line-too-long' }
    else if (cells.length !== header.length) yield { number, because: 'not-a-line' }
    else yield { number, person: personOf(new Map(header.map((field, at) => [field, cells[at] ?? '']))) }
  }
  if (!header) throw new UnreadableFile('column-missing')
}

interface CsvRecord {
  number: number
  cells: string[]
  tooLong: boolean
}

/** RFC 4180, and what spreadsheets make of it: any end of line, and empty lines between. */
async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reading = new CsvReading()
  for await (const chunk of text) yield* reading.take(chunk)
  yield* reading.end()
}

class CsvReading {
  #number = 0
  #cells: string[] = []
  #cell = ''
  #length = 0
  /** Within quotes; `closing` after a quote that ends the cell or is the first of two. */
  #quoted: 'no' | 'yes' | 'closing' = 'no'
  #afterReturn = false

  #add(sign: string): void {
    this.#length += 1
    if (this.#length <= longestLine) this.#cell += sign
  }

  *take(chunk: string): Generator<CsvRecord> {
    for (const sign of chunk) {
      const afterReturn = this.#afterReturn
      this.#afterReturn = false
      if (this.#quoted === 'yes') {
        if (sign === '"') this.#quoted = 'closing'
        else this.#add(sign)
      } else if (sign === '\n' && afterReturn) continue
      else if (sign === '\n' || sign === '\r') {
        this.#afterReturn = sign === '\r'
        yield* this.#endRecord()
      } else this.#unquoted(sign)
    }
  }

  *end(): Generator<CsvRecord> {
    if (this.#cell !== '' || this.#cells.length > 0) yield* this.#endRecord()
  }

  #unquoted(sign: string): void {
    if (sign === ',') this.#endCell()
    else if (sign === '"' && this.#quoted === 'closing') {
      this.#add('"')
      this.#quoted = 'yes'
    } else if (sign === '"' && this.#cell === '') this.#quoted = 'yes'
    else this.#add(sign)
  }

  #endCell(): void {
    // So many cells are none of ours, and are counted as length alone.
    if (this.#cells.length <= fields.length) this.#cells.push(this.#cell)
    this.#length += 1
    this.#cell = ''
    this.#quoted = 'no'
  }

  *#endRecord(): Generator<CsvRecord> {
    this.#number += 1
    const isEmpty = this.#cells.length === 0 && this.#cell === ''
    const tooLong = this.#length > longestLine
    this.#endCell()
    const cells = this.#cells
    this.#cells = []
    this.#length = 0
    if (!isEmpty) yield { number: this.#number, cells, tooLong }
  }
}
