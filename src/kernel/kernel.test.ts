import { describe, expect, test } from 'vitest'
import {
  addDays,
  assertNever,
  idSchema,
  instantSchema,
  localDayOf,
  localDaySchema,
  newId,
  refuse,
  startOfDay,
  yenOf,
  type Id,
} from './index.ts'

describe('A day in Japan begins at 15:00 UTC', () => {
  test.each([
    // instant                     day in Japan
    ['2026-11-22T14:59:59.999Z', '2026-11-22'],
    ['2026-11-22T15:00:00.000Z', '2026-11-23'],
    ['2026-11-23T14:59:59.000Z', '2026-11-23'],
    ['2026-12-31T15:00:00.000Z', '2027-01-01'],
    ['2028-02-28T14:59:59.999Z', '2028-02-28'],
    ['2028-02-28T15:00:00.000Z', '2028-02-29'],
    ['2028-02-29T15:00:00.000Z', '2028-03-01'],
    ['2027-02-28T15:00:00.000Z', '2027-03-01'],
    ['1969-12-31T15:00:00.000Z', '1970-01-01'],
    ['1969-12-31T14:59:59.999Z', '1969-12-31'],
    ['1951-07-01T15:00:00.000Z', '1951-07-02'],
  ])('%s is %s', (instant, day) => {
    expect(localDayOf(new Date(instant))).toBe(day)
    expect(localDayOf(Date.parse(instant))).toBe(day)
  })

  test.each(['2026-11-23', '2028-02-29', '1970-01-01', '2100-03-01'])('%s begins where it says', (text) => {
    const day = localDaySchema.parse(text)
    const begin = startOfDay(day)
    expect(begin.toISOString()).toMatch(/T15:00:00.000Z$/)
    expect(localDayOf(begin)).toBe(day)
    expect(localDayOf(begin.getTime() - 1)).not.toBe(day)
    expect(localDayOf(addDays(begin, 1).getTime() - 1)).toBe(day)
  })

  test.each(['2027-02-29', '2026-13-01', '2026-11-31', '2026-1-1', '20261123', '', '2026-11-23T00:00:00Z'])(
    'and %s is no day',
    (text) => {
      expect(localDaySchema.safeParse(text).success).toBe(false)
    },
  )

  test.each([
    ['0000-01-01', false],
    ['0999-12-31', false],
    ['1000-01-01', true],
    ['8999-12-31', true],
    ['9000-01-01', false],
    ['9999-12-31', false],
  ])('%s, near an end of what four figures write, is one: %s', (text, is) => {
    expect(localDaySchema.safeParse(text).success).toBe(is)
    expect(instantSchema.safeParse(`${text}T00:00:00Z`).success).toBe(is)
    expect(instantSchema.safeParse(`${text}T00:00:00+14:00`).success).toBe(is)
  })

  test('no day is made of a time that is none', () => {
    expect(() => localDayOf(Number.NaN)).toThrow(RangeError)
  })
})

describe('An amount of yen', () => {
  test.each([0, 1, -1, Number.MAX_SAFE_INTEGER])('%d is whole', (amount) => {
    expect(yenOf(amount)).toBe(amount)
  })

  test.each([0.5, 1e-9, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('%d is refused', (amount) => {
    expect(() => yenOf(amount)).toThrow(RangeError)
  })
})

describe('An id', () => {
  const schema = idSchema<Id<'test'>>()

  test('is fresh each time and parses as itself', () => {
    const ids = Array.from({ length: 1000 }, () => newId<Id<'test'>>())
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(schema.parse(id)).toBe(id)
  })

  test('is one thing in capital and small letters', () => {
    expect(schema.parse('0B0E5B2E-7C54-4E1D-9E0A-5D4B8F6B7A11')).toBe('0b0e5b2e-7c54-4e1d-9e0a-5d4b8f6b7a11')
  })

  test.each(['', '1', 'me', "' or 1=1", '0b0e5b2e-7c54-4e1d-9e0a-5d4b8f6b7a1', null, undefined, 7, {}])(
    'is not %s',
    (text) => {
      expect(schema.safeParse(text).success).toBe(false)
    },
  )
})

test('A refusal is a value with its reason', () => {
  expect(refuse('not-found')).toEqual({ ok: false, because: 'not-found' })
})

test('A forgotten case is a fault', () => {
  expect(() => assertNever('surprise' as never)).toThrow('unexpected case: "surprise"')
})
