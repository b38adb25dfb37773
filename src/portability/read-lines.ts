import { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** No row of a city comes near: the largest is a day of one item, a few MiB. */
const lineAtMost = 64 * 1024 * 1024

export interface Batch {
  /** Number of the first line, from 1. */
  from: number
  lines: string[]
}

/** Cuts a stream into lines and hands them on in batches, one batch after the other: the stream waits meanwhile. */
export function inBatches(
  take: (batch: Batch) => Promise<void>,
  { lines: linesAtMost, bytes: bytesAtMost }: { lines: number; bytes: number },
): Writable {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let batch: Batch = { from: 1, lines: [] }
  let size = 0
  const handOn = async () => {
    if (batch.lines.length === 0) return
    const { from, lines } = batch
    batch = { from: from + lines.length, lines: [] }
    size = 0
    await take({ from, lines })
  }
  const takeText = async (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > lineAtMost) throw new RangeError('a line is longer than any row')
    for (const line of parts) {
      batch.lines.push(line)
      size += line.length
      if (batch.lines.length >= linesAtMost || size >= bytesAtMost) await handOn()
    }
  }
  return new Writable({
    write: (chunk: Buffer, _, done) => {
      takeText(decoder.write(chunk)).then(() => done(), done)
    },
    final: (done) => {
      // A last line without its end was cut off; it does not parse, and is named.
      if (rest !== '') batch.lines.push(rest)
      handOn().then(() => done(), done)
    },
  })
}
