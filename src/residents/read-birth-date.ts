import { readTypedDay, refuse, type LocalDay, type Refusal } from '../kernel/index.ts'

/** The date of birth as it was typed. Nobody was born after `today`. */
export function readBirthDate(
  typed: string,
  today: LocalDay,
): { ok: true; birthDate: LocalDay } | Refusal<'no-birth-date' | 'no-such-day' | 'day-to-come'> {
  if (typed.trim() === '') return refuse('no-birth-date')
  const birthDate = readTypedDay(typed)
  if (!birthDate) return refuse('no-such-day')
  return birthDate > today ? refuse('day-to-come') : { ok: true, birthDate }
}
