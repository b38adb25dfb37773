/**
 * What a receipt on paper carries for a machine, in the fragment of an address that a QR code holds.
 *
 * A signed receipt is some thousand letters, far more than a telephone reads off paper; and it names the person. So the
 * paper carries what it takes to find its leaves again, and nothing about anybody: the checkpoint of that day (name of
 * the log, size, root), and number and hash of each leaf. From these one can tell that the log of today still begins
 * with the log on the paper, and that the leaves stand in it: paper keeps a checkpoint better than any disk of the
 * city. That the words are those of the leaf only the file shows, which has the salt. What stands behind the `#` of an
 * address never reaches a server (RFC 9110 §4.2.5).
 */
import { fromBase64url, toBase64url } from '../bytes.ts'
import type { Hash } from '../merkle/tree.ts'
import { isKeyName } from '../notes/note.ts'
import type { Checkpoint } from '../notes/checkpoint.ts'

/** A leaf, by number and hash. */
export interface PaperLeaf {
  index: number
  hash: Hash
}

export interface PaperEvidence {
  /** As the receipt was printed: what was signed, without the signature. */
  checkpoint: Checkpoint
  /** At most `leavesOnPaper`. */
  leaves: PaperLeaf[]
}

/** With four, the address has about 330 letters: a QR code of 69 × 69, which is read well at 45 mm. */
export const leavesOnPaper = 4

/** `o=city.example%2Flog&s=12&r=…&l=7.…&l=8.…`, without the `#`. */
export function writePaperEvidence({ checkpoint: { origin, size, root }, leaves }: PaperEvidence): string {
  const members = new URLSearchParams({ o: origin, s: String(size), r: toBase64url(root) })
  for (const { index, hash } of leaves) members.append('l', `${String(index)}.${toBase64url(hash)}`)
  return members.toString()
}

/** Undefined for what is no such fragment: nothing of one that is broken is believed. */
export function parsePaperEvidence(fragment: string): PaperEvidence | undefined {
  const members = new URLSearchParams(fragment.replace(/^#/u, ''))
  const origin = members.get('o') ?? ''
  const size = countIn(members.get('s') ?? '')
  const root = hashIn(members.get('r') ?? '')
  const leaves = members.getAll('l').map(leafIn)
  const isWhole =
    [...members.keys()]
      .sort()
      .join('')
      .replace(/^l{0,4}/u, '') === 'ors'
  if (!isWhole || !isKeyName(origin) || size === undefined || !root) return undefined
  return leaves.every((leaf) => leaf !== undefined && leaf.index < size)
    ? { checkpoint: { origin, size, root }, leaves: leaves.filter((leaf) => leaf !== undefined) }
    : undefined
}

function leafIn(text: string): PaperLeaf | undefined {
  const [, digits = '', base64url = ''] = /^(\d+)\.([\w-]+)$/u.exec(text) ?? []
  const [index, hash] = [countIn(digits), hashIn(base64url)]
  return index === undefined || !hash ? undefined : { index, hash }
}

function countIn(digits: string): number | undefined {
  const count = Number(digits)
  return /^(0|[1-9]\d{0,15})$/u.test(digits) && Number.isSafeInteger(count) ? count : undefined
}

/** 32 bytes. */
function hashIn(base64url: string): Hash | undefined {
  const hash = fromBase64url(base64url)
  return hash?.length === 32 ? hash : undefined
}
