import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { Personal } from '../../kernel/index.ts'
import { checkDigitOf, isTrivial } from './rules.ts'

const numberSchema = z
  .string()
  .regex(/^\d{16}$/u)
  .refine((digits) => checkDigitOf(digits.slice(0, -1)) === digits.at(-1))
  .brand<'card-number'>()
export type CardNumber = z.infer<typeof numberSchema>

const pinSchema = z
  .string()
  .regex(/^\d{6}$/u)
  .brand<'pin'>()
export type Pin = z.infer<typeof pinSchema>

/** As somebody types it: full-width figures, and spaces or hyphens of any kind between them. */
const typed = z.string().max(64).transform(digitsIn)

function digitsIn(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Pd}−ー]/gu, '')
}

/** What was typed as the number of a card. A mistyped one is known by its check digit, without asking anybody. */
export const typedNumberSchema = typed.pipe(numberSchema).transform((number) => new Personal(number))
export const typedPinSchema = typed.pipe(pinSchema).transform((pin) => new Personal(pin))

/** Of a number that was not read: is it not 16 figures, or is one of them wrong? From what was typed alone. */
export type Slip = 'count' | 'figure'
export function slipIn(text: string): Slip {
  return /^\d{16}$/u.test(digitsIn(text)) ? 'figure' : 'count'
}

/** A card as it is in somebody's hand. */
export interface PaperCard {
  number: Personal<CardNumber>
  pin: Personal<Pin>
}

/** 15 digits at random: among a million cards, a guess meets one in a billion times. */
export function makeCard(): PaperCard {
  const digits = randomDigits(15)
  return {
    number: new Personal(numberSchema.parse(digits + checkDigitOf(digits))),
    pin: new Personal(makePin()),
  }
}

function makePin(): Pin {
  for (;;) {
    const digits = randomDigits(6)
    if (!isTrivial(digits)) return pinSchema.parse(digits)
  }
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('')
}

/** As it is printed: four groups of four. */
export function groupedNumber(number: CardNumber): string {
  return number.replace(/(\d{4})(?=\d)/gu, '$1 ')
}
