import { addDays } from '../kernel/index.ts'

/** So many days before a consent ends its resident is told that it will; the nearest first. */
export const endingTold = [7, 30] as const
export type EndingTold = (typeof endingTold)[number]

interface Ending {
  until: Date
  /** When it was agreed to. */
  since: Date
  /** What its resident has been told of already. */
  told: EndingTold | null
}

/**
 * Of which nearness is its resident to be told now? `undefined`: of none. Each once, and late rather than never, but not the
 * farther one after the nearer; nor of one that a consent had already when it was agreed to.
 */
export function endingToTell({ until, since, told }: Ending, now: Date): EndingTold | undefined {
  if (!(now < until)) return undefined
  const near = endingTold.find((days) => now >= addDays(until, -days))
  if (near === undefined || since >= addDays(until, -near)) return undefined
  return told === null || told > near ? near : undefined
}
