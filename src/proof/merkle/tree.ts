/** The Merkle tree of RFC 9162 §2.1 (the same as RFC 6962's), over SHA-256: how it hashes and how it grows. */
import { hashOf } from '../bytes.ts'

/** 32 bytes. */
export type Hash = Uint8Array

/** The byte in front keeps an inner node from being passed off as a leaf (RFC 9162 §2.1.1). */
export function hashOfLeaf(leaf: Uint8Array): Hash {
  return hashOf(leafMark, leaf)
}

export function hashOfNode(left: Hash, right: Hash): Hash {
  return hashOf(nodeMark, left, right)
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** The root of a tree without leaves. */
export const emptyRoot: Hash = hashOf()

/** A complete subtree, of 2^level leaves; `index` counts those of its level from the left. A leaf has level 0. */
export interface Place {
  level: number
  index: number
}

export interface Subtree extends Place {
  hash: Hash
}

/** Leaves from `start` up to, and without, `end`. */
export interface Stretch {
  start: number
  end: number
}

/** The largest power of two that is not larger than `count`, as its exponent. Exact up to 2^53, as no logarithm is. */
export function levelOf(count: number): number {
  let level = 0
  while (2 ** (level + 1) <= count) level += 1
  return level
}

/**
 * The complete subtrees a stretch is made of, left to right. Their hashes make up its hash (`join`). A stretch begins
 * where a subtree of its size can: every stretch of a proof does.
 */
export function subtreesOf({ start, end }: Stretch): Place[] {
  const places = []
  for (let at = start; at < end;) {
    const level = levelOf(end - at)
    places.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return places
}

/** The hash over neighbouring subtrees, each smaller than the one at its left. */
export function join(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1)
  if (!last) return emptyRoot
  return hashes.slice(0, -1).reduceRight((right, left) => hashOfNode(left, right), last)
}

/** Of a tree, whose right edge these complete subtrees are. */
export function sizeOf(edge: readonly Place[]): number {
  return edge.reduce((sum, { level }) => sum + 2 ** level, 0)
}

/**
 * A tree with more leaves at its right. `edge`: the complete subtrees it is made of, `subtreesOf` the whole. Answers
 * the new edge, and every subtree that has become complete, the leaves among them.
 */
export function grow(
  edge: readonly Subtree[],
  leaves: readonly Hash[],
): { edge: Subtree[]; completed: Subtree[] } {
  const grown = [...edge]
  const completed: Subtree[] = []
  let size = sizeOf(edge)
  for (const hash of leaves) {
    let added: Subtree = { level: 0, index: size, hash }
    completed.push(added)
    for (let left = grown.at(-1); left?.level === added.level; left = grown.at(-1)) {
      added = { level: left.level + 1, index: left.index / 2, hash: hashOfNode(left.hash, added.hash) }
      completed.push(added)
      grown.pop()
    }
    grown.push(added)
    size += 1
  }
  return { edge: grown, completed }
}
