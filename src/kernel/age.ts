import { localDaySchema, type LocalDay } from './time.ts'

/**
 * The day from whose beginning on somebody is of that age: an age is reached at the end of the day before the birthday
 * (年齢計算ニ関スル法律). Who was born on 29 February is a year older from the first of March on, in years without that day.
 */
export function dayOfAge(age: number, birthDate: LocalDay): LocalDay {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  return localDaySchema.parse(new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10))
}

export function hasReached(age: number, birthDate: LocalDay, today: LocalDay): boolean {
  return today >= dayOfAge(age, birthDate)
}
