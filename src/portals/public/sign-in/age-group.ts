import type { LocalDay } from '../../../kernel/index.ts'

/** 70 for somebody who is 70 to 79 on this day; 0 for a child under ten. */
export function ageGroupOf(birthDate: LocalDay, today: LocalDay): number {
  const [birthYear, birthday] = [Number(birthDate.slice(0, 4)), birthDate.slice(5)]
  const years = Number(today.slice(0, 4)) - birthYear - (today.slice(5) < birthday ? 1 : 0)
  return Math.max(0, Math.floor(years / 10) * 10)
}
