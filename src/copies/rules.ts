import type { CopyRefusal } from './refusals.ts'

/** Who loses the line in the middle tries again; a program that asks for ever does not. */
export const copiesADay = 5
const dayMs = 24 * 60 * 60_000

/** Since when copies count. */
export function dayBefore(now: Date): Date {
  return new Date(now.getTime() - dayMs)
}

/** Why no copy may be begun; undefined when it may. */
export function refuseCopy(takenInADay: number, isUnderWay: boolean): CopyRefusal | undefined {
  if (isUnderWay) return 'copy-under-way'
  return takenInADay < copiesADay ? undefined : 'too-many-copies'
}
