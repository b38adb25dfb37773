import { z } from 'zod'

/** As many as one person puts into envelopes in a morning. */
export const mostInAPrint = 200

/** Whoever begins to print has them so long for themselves; if their process dies, somebody else prints them then. */
export function leaseUntil(now: Date): Date {
  return new Date(now.getTime() + 10 * 60_000)
}

export const printNumberSchema = z.coerce.number().int().min(1).max(1_000_000)

/** As it stands on the letter. It says nothing of anybody. */
export function letterNumber(number: number, place: number): string {
  return `${String(number)}-${String(place)}`
}

/** A number of a letter as it was typed, with whatever figures and hyphen. */
export function readLetterNumber(typed: string): { number: number; place: number } | undefined {
  const read = /^(\d{1,7})-(\d{1,3})$/u.exec(
    typed
      .normalize('NFKC')
      .replace(/\s/gu, '')
      .replace(/[‐－−ー–]/gu, '-'),
  )
  const [number, place] = [Number(read?.[1]), Number(read?.[2])]
  return number >= 1 && place >= 1 && place <= mostInAPrint ? { number, place } : undefined
}
