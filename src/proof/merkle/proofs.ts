/** What a proof is made of: the stretches of leaves whose hashes are shown (RFC 9162 §2.1.3.1 and §2.1.4.1). */
import { join, levelOf, subtreesOf, type Hash, type Place, type Stretch } from './tree.ts'

/** That leaf `index` is in the tree of `size` leaves: the siblings on the way from the leaf to the root. */
export function inclusionStretches(index: number, size: number): Stretch[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('there is no such leaf')
  return siblings(index, { start: 0, end: size })
}

function siblings(index: number, { start, end }: Stretch): Stretch[] {
  if (end - start === 1) return []
  const { left, right } = split({ start, end })
  return index < left.end ? [...siblings(index, left), right] : [...siblings(index, right), left]
}

/** That the tree of `size` leaves begins with the whole tree of `earlier` leaves. */
export function consistencyStretches(earlier: number, size: number): Stretch[] {
  if (!isCount(earlier) || !isCount(size) || earlier > size) throw new RangeError('there is no such tree')
  return earlier === 0 ? [] : shared(earlier, { start: 0, end: size }, true)
}

/** `whole`: the earlier tree itself is a subtree here; who checks the proof has its root already. */
function shared(earlier: number, { start, end }: Stretch, whole: boolean): Stretch[] {
  if (earlier === end) return whole ? [] : [{ start, end }]
  const { left, right } = split({ start, end })
  return earlier <= left.end
    ? [...shared(earlier, left, whole), right]
    : [...shared(earlier, right, false), left]
}

/** Where RFC 9162 §2.1.1 divides a tree: the left part is the largest complete subtree that is not all of it. */
function split({ start, end }: Stretch): { left: Stretch; right: Stretch } {
  const middle = start + 2 ** levelOf(end - start - 1)
  return { left: { start, end: middle }, right: { start: middle, end } }
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** Every subtree whose hash these stretches need. */
export function placesOf(stretches: readonly Stretch[]): Place[] {
  return stretches.flatMap(subtreesOf)
}

/** The proof itself. Throws when a hash is missing: a store that has lost a subtree must not answer with a guess. */
export function pathOf(stretches: readonly Stretch[], hashAt: (place: Place) => Hash | undefined): Hash[] {
  return stretches.map((stretch) =>
    join(
      subtreesOf(stretch).map((place) => {
        const hash = hashAt(place)
        if (!hash) throw new Error(`the log lacks subtree ${String(place.level)}/${String(place.index)}`)
        return hash
      }),
    ),
  )
}
