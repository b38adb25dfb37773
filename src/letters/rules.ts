import { z } from 'zod'
import { canBePrinted } from '../platform/fonts/index.ts'
import type { ResidentIdentity } from '../residents/index.ts'

/** As many as one person puts into envelopes in a morning. */
export const mostInAPrint = 200

/** Whoever begins to print has them so long for themselves; if their process dies, somebody else prints them then. */
export function leaseUntil(now: Date): Date {
  return new Date(now.getTime() + 10 * 60_000)
}

/** Can all that stands in the window be printed? A crossed box instead of a character is nobody's name. */
export function isInOurFont({ name, address }: Pick<ResidentIdentity, 'name' | 'address'>): boolean {
  return canBePrinted(name + (address?.text ?? ''))
}

export const printNumberSchema = z.coerce.number().int().min(1).max(999_999_999)

const numbersSince = Date.UTC(2020, 0, 1)
const stepMs = 10_000

/**
 * By when it is printed, and higher than the last: an older database that has lost prints gives none of their numbers again, so
 * that no letter from then names somebody else.
 */
export function nextPrintNumber(last: number, now: Date): number {
  return Math.max(last + 1, Math.floor((now.getTime() - numbersSince) / stepMs))
}

/** As it is read out: the last four figures apart. */
export function writtenNumber(number: number): string {
  return String(number).replace(/(?<=\d)(?=\d{4}$)/u, '-')
}

/** As it stands on the letter. It says nothing of anybody. */
export function letterNumber(number: number, place: number): string {
  return `${writtenNumber(number)}-${String(place)}`
}

/** A number of a letter as it was typed, with whatever figures and hyphens. */
export function readLetterNumber(typed: string): { number: number; place: number } | undefined {
  const read = /^(\d{1,9}|\d{1,5}-\d{4})-(\d{1,3})$/u.exec(
    typed
      .normalize('NFKC')
      .replace(/\s/gu, '')
      .replace(/[‐－−ー–]/gu, '-'),
  )
  const [number, place] = [Number(read?.[1]?.replace('-', '')), Number(read?.[2])]
  return number >= 1 && place >= 1 && place <= mostInAPrint ? { number, place } : undefined
}
