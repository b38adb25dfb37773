import type { ResidentId } from '../residents/index.ts'

/**
 * Where a page ends on which at most `limit` residents find room: at the last of them, and never after `last`,
 * up to which the days have been read.
 * Only residents of whom something may be told take up room. If all did, a page that stays empty would tell a company
 * that somebody is there who gives it nothing.
 */
export function endOfPage(
  telling: Iterable<ResidentId>,
  limit: number,
  last: ResidentId | null,
): ResidentId | null {
  if (last === null) return null
  const inOrder = [...new Set(telling)].filter((residentId) => residentId <= last).sort()
  return inOrder[limit - 1] ?? last
}
