import { describe, expect, it } from 'vitest'
import { makeCard, slipIn, typedNumberSchema, typedPinSchema } from './card-number.ts'
import { checkDigitOf, isLocked, isTrivial } from './rules.ts'

const number = '4700 0000 0000 0019'
const read = (typed: string) => typedNumberSchema.safeParse(typed).data?.reveal()

describe('The number of a card, as somebody types it', () => {
  it.each([
    '4700000000000019',
    '4700 0000 0000 0019',
    '４７００　００００　００００　００１９',
    '4700-0000-0000-0019',
    '４７００－００００‐００００−００１９',
    '4700ー0000ｰ0000–0019',
    '  47 00000 00000 0019 ',
  ])('is read: %s', (typed) => {
    expect(read(typed)).toBe('4700000000000019')
  })

  it.each([
    '',
    '4700 0000 0000 001',
    '4700 0000 0000 0019 0',
    '4700 0000 0000 001l',
    '四七〇〇',
    'x'.repeat(65),
  ])('is none: %s', (typed) => {
    expect(read(typed)).toBeUndefined()
  })

  it.each([
    ['4700 0000 0000 0010', 'figure'],
    ['４７００－００００－００００－００１０', 'figure'],
    ['4700 0000 0000 001', 'count'],
    ['4700 0000 0000 0019 0', 'count'],
    ['4700 0000 0000 001l', 'count'],
    ['', 'count'],
  ])('%s is wrong in its %s', (typed, slip) => {
    expect(slipIn(typed)).toBe(slip)
  })

  it('is noticed with one wrong figure, and with two neighbours exchanged', () => {
    const right = makeCard().number.reveal()
    for (let at = 0; at < right.length; at += 1) {
      for (const digit of '0123456789') {
        const typed = right.slice(0, at) + digit + right.slice(at + 1)
        expect([typed, read(typed) !== undefined]).toEqual([typed, typed === right])
      }
      const exchanged =
        right.slice(0, at) + right.slice(at + 1, at + 2) + right.charAt(at) + right.slice(at + 2)
      if (exchanged !== right) expect(read(exchanged)).toBeUndefined()
    }
  })

  it('has the check digit of the paper: 572 and 4', () => {
    expect(checkDigitOf('572')).toBe('4')
    expect(read(number)).toBeDefined()
  })
})

describe('A PIN', () => {
  it.each([
    // digits    trivial
    ['000000', true],
    ['777777', true],
    ['123456', true],
    ['456789', true],
    ['987654', true],
    ['890123', true],
    ['210987', true],
    ['123457', false],
    ['112233', false],
    ['135791', false],
    ['314159', false],
  ])('%s is tried first: %s', (digits, trivial) => {
    expect(isTrivial(digits)).toBe(trivial)
  })

  it('is never issued when it is one of those, and is six figures', () => {
    const issued = Array.from({ length: 200_000 }, () => makeCard().pin.reveal())
    expect(issued.filter((pin) => isTrivial(pin) || !/^\d{6}$/u.test(pin))).toEqual([])
  })

  it('is read in full-width figures, too, and never printed', () => {
    const pin = typedPinSchema.parse('３１４ １５９')
    expect(pin.reveal()).toBe('314159')
    expect(`${String(pin)} ${JSON.stringify(makeCard())}`).not.toMatch(/\d/u)
  })
})

it.each([
  // in a row, in all, locked
  [0, 0, false],
  [4, 99, false],
  [5, 5, true],
  [0, 100, true],
  [0, 99, false],
])('A card with %i wrong PINs in a row and %i in all is locked: %s', (wrongInARow, wrongInAll, locked) => {
  expect(isLocked({ wrongInARow, wrongInAll })).toBe(locked)
})
