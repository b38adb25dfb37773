import { importLimits } from '../limits.ts'
import { Refused } from '../refused.ts'
import { fitChecksum } from './checksum.ts'
import type { Segment } from './segments.ts'

/** How the messages of one local number look. */
interface Definition {
  bytes: Buffer
  littleEndian: boolean
  /** Of one data message without its header byte. */
  dataBytes: number
  /** Where field 253, the time, begins; null when there is none. */
  timeAt: number | null
}

const timeField = 253

function at(data: Buffer, position: number): number {
  const byte = data[position]
  if (byte === undefined) throw new Refused('damaged')
  return byte
}

function definitionAt(data: Buffer, start: number): Definition {
  const fields = at(data, start + 5)
  const ownFieldsAt = start + 6 + fields * 3
  const ownFields = (at(data, start) & 0x20) === 0 ? null : at(data, ownFieldsAt)
  const end = ownFields === null ? ownFieldsAt : ownFieldsAt + 1 + ownFields * 3
  if (end > data.length) throw new Refused('damaged')
  let dataBytes = 0
  let timeAt: number | null = null
  for (let field = start + 6; field < ownFieldsAt; field += 3) {
    if (at(data, field) === timeField && at(data, field + 1) === 4) timeAt = dataBytes
    dataBytes += at(data, field + 1)
  }
  for (let field = ownFieldsAt + 1; field < end; field += 3) dataBytes += at(data, field + 1)
  return { bytes: data.subarray(start, end), littleEndian: at(data, start + 2) === 0, dataBytes, timeAt }
}

/** What a reader must know to begin in the middle: the definitions and the time so far. */
class Position {
  readonly #definitions = new Map<number, Definition>()
  #time: number | null = null

  /** Takes note of the record at `start`; answers where the next one begins and whether it held data. */
  pass(data: Buffer, start: number): { next: number; isData: boolean } {
    const head = at(data, start)
    const isCompressed = (head & 0x80) !== 0
    if (!isCompressed && (head & 0x40) !== 0) {
      const definition = definitionAt(data, start)
      this.#definitions.set(head & 15, definition)
      return { next: start + definition.bytes.length, isData: false }
    }
    const definition = this.#definitions.get(isCompressed ? (head >> 5) & 3 : head & 15)
    const next = start + 1 + (definition?.dataBytes ?? Infinity)
    if (definition === undefined || next > data.length) throw new Refused('damaged')
    if (isCompressed) this.#passCompressedTime(head & 31)
    else if (definition.timeAt !== null) this.#time = timeAt(data, start + 1 + definition.timeAt, definition)
    return { next, isData: true }
  }

  /** A message that only says what time it is, then all definitions in force. */
  preamble(): Buffer {
    const parts = [...this.#definitions.values()].map(({ bytes }) => bytes)
    if (this.#time === null) return Buffer.concat(parts)
    // Local message 0, little-endian, global message 0xFF00 (manufacturer-specific), field 253 as uint32.
    const clock = Buffer.from([0x40, 0, 0, 0x00, 0xff, 1, timeField, 4, 0x86, 0x00, 0, 0, 0, 0])
    clock.writeUInt32LE(this.#time, clock.length - 4)
    return Buffer.concat([clock, ...parts])
  }

  /** The five low bits of the time; smaller than before means that they went round once. */
  #passCompressedTime(low: number): void {
    if (this.#time === null) throw new Refused('damaged')
    const before = this.#time & 31
    this.#time += low - before + (low < before ? 32 : 0)
  }
}

function timeAt(data: Buffer, position: number, { littleEndian }: Definition): number | null {
  const time = littleEndian ? data.readUInt32LE(position) : data.readUInt32BE(position)
  return time === 0xffffffff ? null : time
}

function asFile(header: Buffer, parts: Buffer[]): Buffer<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head = Buffer.from(header.subarray(0, 12))
  head[0] = 12
  head.writeUInt32LE(length, 4)
  const file = Buffer.concat([head, ...parts, Buffer.alloc(2)])
  file.writeUInt16LE(fitChecksum(file.subarray(0, -2)), file.length - 2)
  return file
}

/**
 * Cuts one FIT file into small complete ones. The parser is synchronous and holds every message as an
 * object: 64 MiB at once would take 17 s and more than a gigabyte.
 */
export function* piecesOf({ header, data }: Segment): Generator<Buffer<ArrayBuffer>> {
  const position = new Position()
  let preamble = position.preamble()
  let from = 0
  let messages = 0
  let inPiece = 0
  for (let next = 0; next < data.length;) {
    const step = position.pass(data, next)
    next = step.next
    if (!step.isData) continue
    if (++messages > importLimits.fitMessages) throw new Refused('too-many-records')
    if (++inPiece < importLimits.fitMessagesPerPiece) continue
    yield asFile(header, [preamble, data.subarray(from, next)])
    preamble = position.preamble()
    from = next
    inPiece = 0
  }
  if (from < data.length) yield asFile(header, [preamble, data.subarray(from)])
}
