/** Checking a proof, with nothing but the proof (RFC 9162 §2.1.3.2 and §2.1.4.2). */
import { sameBytes } from '../bytes.ts'
import { emptyRoot, hashOfNode, type Hash } from './tree.ts'

/** Whether a leaf with this hash is number `index` of the tree of `size` leaves with this root. */
export function isIncluded(
  { hash, index }: { hash: Hash; index: number },
  { size, root }: Tree,
  path: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false
  const way = new Way(index, size - 1)
  let found = hash
  for (const sibling of path) {
    if (way.isOver()) return false
    found = way.siblingIsLeft() ? hashOfNode(sibling, found) : hashOfNode(found, sibling)
    way.up()
  }
  return way.isOver() && sameBytes(found, root)
}

/** A tree as a checkpoint names it. */
export interface Tree {
  size: number
  root: Hash
}

/** Whether the later tree begins with every leaf of the earlier one, in the same order. */
export function isConsistent(earlier: Tree, later: Tree, path: readonly Hash[]): boolean {
  if (earlier.size > later.size) return false
  if (earlier.size === later.size) return path.length === 0 && sameBytes(earlier.root, later.root)
  if (earlier.size === 0) return path.length === 0 && sameBytes(earlier.root, emptyRoot)
  const way = new Way(earlier.size - 1, later.size - 1)
  while (way.isRightChild()) way.step()
  // A complete earlier tree is a subtree of the later one, and is not shown again.
  const [first, ...rest] = way.isLeftmost() ? [earlier.root, ...path] : path
  if (!first) return false
  let [before, after] = [first, first]
  for (const hash of rest) {
    if (way.isOver()) return false
    if (way.siblingIsLeft()) {
      before = hashOfNode(hash, before)
      after = hashOfNode(hash, after)
    } else after = hashOfNode(after, hash)
    way.up()
  }
  return way.isOver() && sameBytes(before, earlier.root) && sameBytes(after, later.root)
}

/** From a node up to the root, beside the way of the last leaf: what the RFC calls fn and sn. */
class Way {
  #node: number
  #last: number

  constructor(node: number, last: number) {
    this.#node = node
    this.#last = last
  }

  isOver(): boolean {
    return this.#last === 0
  }

  isLeftmost(): boolean {
    return this.#node === 0
  }

  isRightChild(): boolean {
    return this.#node % 2 === 1
  }

  /** At the right edge there may be no sibling at the right; then the next one that exists stands at the left. */
  siblingIsLeft(): boolean {
    return this.isRightChild() || this.#node === this.#last
  }

  step(): void {
    this.#node = Math.floor(this.#node / 2)
    this.#last = Math.floor(this.#last / 2)
  }

  /** One level, and, at the right edge, over those where nothing had to be joined. */
  up(): void {
    if (this.siblingIsLeft()) while (!this.isRightChild() && !this.isLeftmost()) this.step()
    this.step()
  }
}
