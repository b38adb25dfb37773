/** The second look fetches at most this many days at a time: a stop is seen after each. */
export const daysPerLook = 500
/**
 * And at most this much, so that memory is bounded and opening it does not hold up the lease: each import adds an
 * envelope to each of its days, and a day told second by second, or of long routes, has some megabytes. One day alone
 * may have more.
 */
export const loadPerLook = { envelopes: 2_000, bytes: 16 * 1024 * 1024 }

/** What a look has found may be sent for so long; then it is looked again, for somebody may have stopped since. */
export const freshMs = 5_000

/** What one day would take into memory. */
export interface Load {
  envelopes: number
  /** Of their sealed bodies. */
  bytes: number
}

/** Cuts days, each with its load, into looks; in order. */
export function cutIntoLooks<Day>(days: readonly Day[], loads: readonly Load[]): Day[][] {
  const looks: Day[][] = []
  let look: Day[] = []
  let envelopes = 0
  let bytes = 0
  for (const [index, day] of days.entries()) {
    const load = loads[index] ?? { envelopes: 0, bytes: 0 }
    envelopes += load.envelopes
    bytes += load.bytes
    const isTooMuch = envelopes > loadPerLook.envelopes || bytes > loadPerLook.bytes
    if (look.length === 0 || look.length === daysPerLook || isTooMuch) {
      look = []
      looks.push(look)
      ;({ envelopes, bytes } = load)
    }
    look.push(day)
  }
  return looks
}
