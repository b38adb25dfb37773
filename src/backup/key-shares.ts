import { createHash, randomBytes } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { CityKeyRing } from '../platform/keys/index.ts'
import { bytesOf, linesOf } from './share-lines.ts'

/** How a ring is divided: of so many people, so many together have it again. */
export interface Division {
  tenant: string
  people: number
  needed: number
}

/** More than anybody gathers around a table. */
export const peopleAtMost = 20

const format = 1
const ringIdBytes = 8
const digestBytes = 8

/**
 * Divides a ring into **shares** (Shamir, over GF(2^8)): texts of a page each, one for each person. Fewer than `needed`
 * of them say nothing about the ring, whatever anybody computes.
 */
export async function splitRing(ring: CityKeyRing, division: Division): Promise<string[]> {
  const { tenant, people, needed } = division
  if (needed < 2 || needed > people || people > peopleAtMost) throw new RangeError('no such division')
  const text = Buffer.from(ring.toText())
  const shares = await split(plainBytes(digestOf(text), text), people, needed)
  const ringId = randomBytes(ringIdBytes)
  return shares.map((share, index) => {
    const head = Buffer.from([format, needed, people, index + 1, tenant.length])
    const length = Buffer.alloc(2)
    length.writeUInt16BE(share.length)
    return paperOf(division, index + 1, Buffer.concat([head, ringId, Buffer.from(tenant), length, share]))
  })
}

function paperOf({ tenant, people, needed }: Division, number: number, bytes: Buffer): string {
  return [
    `Azukari 都市の鍵束の控え · share of the city key ring: ${tenant}`,
    `${String(number)} / ${String(people)}`,
    `${String(needed)} 人の控えがそろうと、鍵束を元にもどせます。だれにも見せず、1人で保管してください。`,
    `Any ${String(needed)} shares make the ring again. Keep this one to yourself; show it to nobody.`,
    'azukari city-keys join FILE FILE …',
    '',
    ...linesOf(bytes),
    '',
  ].join('\n')
}

export type JoinOutcome =
  | { ok: true; tenant: string; ring: CityKeyRing }
  /** `share`: which of those given, counted from 0. `line`: of its text, counted from 1. */
  | { ok: false; because: 'damaged'; share: number; line: number }
  | { ok: false; because: 'other-ring'; share: number }
  | { ok: false; because: 'given-twice'; share: number }
  | { ok: false; because: 'too-few'; needed: number; given: number }

/** Makes the ring again, or says which share is damaged, of another ring, or given twice, or how many are missing. */
export async function joinRing(texts: readonly string[]): Promise<JoinOutcome> {
  const shares: Share[] = []
  for (const [index, text] of texts.entries()) {
    const read = shareOf(text)
    if ('line' in read) return { ok: false, because: 'damaged', share: index, line: read.line }
    const [first] = shares
    if (first && !isOfOneRing(first, read)) return { ok: false, because: 'other-ring', share: index }
    if (shares.some(({ number }) => number === read.number))
      return { ok: false, because: 'given-twice', share: index }
    shares.push(read)
  }
  const [first] = shares
  if (!first || shares.length < first.needed)
    return { ok: false, because: 'too-few', needed: first?.needed ?? 2, given: shares.length }
  const secret = Buffer.from(await combine(shares.map(({ share }) => plainBytes(share))))
  const text = secret.subarray(digestBytes)
  // Each line holds by itself, so this is somebody's making, and not a slip of the hand.
  if (!digestOf(text).equals(secret.subarray(0, digestBytes)))
    return { ok: false, because: 'other-ring', share: 0 }
  return { ok: true, tenant: first.tenant, ring: CityKeyRing.parse(text.toString('utf8')) }
}

interface Share {
  tenant: string
  needed: number
  people: number
  number: number
  ringId: string
  share: Buffer
}

function isOfOneRing(one: Share, other: Share): boolean {
  return (
    one.ringId === other.ringId &&
    one.tenant === other.tenant &&
    one.needed === other.needed &&
    one.people === other.people
  )
}

function shareOf(text: string): Share | { line: number } {
  const read = bytesOf(text)
  if (!read.ok) return { line: read.line }
  const { bytes } = read
  const [version, needed = 0, people = 0, number = 0, tenantLength = 0] = bytes
  const tenantAt = 5 + ringIdBytes
  const shareAt = tenantAt + tenantLength + 2
  if (version !== format || bytes.length < shareAt) return { line: 1 }
  const length = bytes.readUInt16BE(shareAt - 2)
  // A line at the end that was not typed: the others are in order.
  if (bytes.length < shareAt + length) return { line: bytes.length / 16 + 1 }
  return {
    needed,
    people,
    number,
    ringId: bytes.subarray(5, tenantAt).toString('hex'),
    tenant: bytes.subarray(tenantAt, tenantAt + tenantLength).toString('utf8'),
    share: bytes.subarray(shareAt, shareAt + length),
  }
}

function digestOf(text: Uint8Array): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, digestBytes)
}

/** The library takes no Buffer. */
function plainBytes(...pieces: Buffer[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces))
}
