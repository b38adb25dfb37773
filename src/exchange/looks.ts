/** The second look fetches at most this many days at a time: a stop is seen after each. */
export const daysPerLook = 500
/**
 * And at most this many envelopes, so that memory is bounded and opening them does not hold up the lease: each import
 * adds an envelope to each of its days. One day alone may have more.
 */
export const envelopesPerLook = 2_000

/** Cuts days, of which `envelopes` tells how many each has, into looks; in order. */
export function cutIntoLooks<Day>(days: readonly Day[], envelopes: readonly number[]): Day[][] {
  const looks: Day[][] = []
  let look: Day[] = []
  let taken = 0
  for (const [index, day] of days.entries()) {
    const count = envelopes[index] ?? 0
    if (look.length === 0 || look.length === daysPerLook || taken + count > envelopesPerLook) {
      look = []
      taken = 0
      looks.push(look)
    }
    look.push(day)
    taken += count
  }
  return looks
}
