import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { checkDigitOf } from './card/rules.ts'

/** A code that is read out and typed: eleven figures at random, and one to check them by. */
export const twelveFiguresSchema = z
  .string()
  .regex(/^\d{12}$/u)
  .refine((digits) => checkDigitOf(digits.slice(0, -1)) === digits.at(-1))

/** As somebody types it: full-width figures, and spaces or hyphens of any kind between them. */
export const typedFiguresSchema = z
  .string()
  .max(64)
  .transform((text) => text.normalize('NFKC').replace(/[\s\p{Pd}−ー]/gu, ''))

export function makeTwelveFigures(): string {
  const digits = Array.from({ length: 11 }, () => String(randomInt(10))).join('')
  return digits + checkDigitOf(digits)
}

/** As it is printed and read out: three groups of four. */
export function groupedFigures(figures: string): string {
  return figures.replace(/(\d{4})(?=\d)/gu, '$1 ')
}
