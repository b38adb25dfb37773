import { importLimits } from '../limits.ts'
import type { Pauses } from '../pauses.ts'
import { Refused } from '../refused.ts'
import { fitChecksum } from './checksum.ts'

/** One FIT file of a chain: its header and its data without the checksum. */
export interface Segment {
  header: Buffer
  data: Buffer
}

const checksumBytes = 2

/** Splits a chain and checks every part. Throws `Refused`: a damaged part refuses the whole file. */
export async function* segmentsOf(file: Buffer, pauses: Pauses): AsyncGenerator<Segment> {
  for (let from = 0; from < file.length;) {
    const rest = file.subarray(from)
    const headerBytes = rest[0] ?? 0
    if (headerBytes !== 12 && headerBytes !== 14) throw new Refused('damaged')
    if (rest.length < headerBytes) throw new Refused('truncated')
    if (rest.toString('latin1', 8, 12) !== '.FIT') throw new Refused('damaged')
    const end = headerBytes + rest.readUInt32LE(4)
    if (rest.length < end + checksumBytes) throw new Refused('truncated')
    await refuseBadChecksum(rest.subarray(0, end), rest.readUInt16LE(end), pauses)
    yield { header: rest.subarray(0, headerBytes), data: rest.subarray(headerBytes, end) }
    from += end + checksumBytes
  }
}

async function refuseBadChecksum(bytes: Buffer, expected: number, pauses: Pauses): Promise<void> {
  let sum = 0
  for (let at = 0; at < bytes.length; at += importLimits.pauseEveryBytes) {
    const part = bytes.subarray(at, at + importLimits.pauseEveryBytes)
    sum = fitChecksum(part, sum)
    await pauses.after(part.length)
  }
  if (sum !== expected) throw new Refused('damaged')
}
