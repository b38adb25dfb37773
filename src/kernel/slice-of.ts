/** One page of a list by time, newest first, and where the next one begins. */
export interface Slice<Entry> {
  shown: Entry[]
  /** Ask for what was before this instant; null at the end. */
  olderBefore: Date | null
}

/**
 * Cuts `limit` entries off what was read (one more than the limit, when there is more). Entries of the same instant
 * stay together, so that none falls between two pages.
 */
export function sliceOf<Entry>(
  read: readonly Entry[],
  limit: number,
  atOf: (entry: Entry) => Date,
): Slice<Entry> {
  const next = read[limit]
  if (!next) return { shown: [...read], olderBefore: null }
  const boundary = atOf(next)
  const shown = read.slice(0, limit).filter((entry) => atOf(entry) > boundary)
  // More of one instant than a page holds: the rest of that instant cannot be reached by time.
  if (shown.length === 0) return { shown: read.slice(0, limit), olderBefore: boundary }
  return { shown, olderBefore: new Date(boundary.getTime() + 1) }
}
