/** As long as もとにもどす is offered: what a page says has just happened has happened within this time. */
const latelyMs = 10 * 60_000

/**
 * Whether something that is on record happened just now. The address of a page says what to tell, and an address is anybody's to
 * write: what did not happen is never told as if it had.
 */
export function isLately(at: Date | undefined, now: Date): boolean {
  if (at === undefined) return false
  const agoMs = now.getTime() - at.getTime()
  return agoMs >= 0 && agoMs < latelyMs
}
