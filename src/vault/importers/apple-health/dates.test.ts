import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appleDate } from './dates.ts'

describe('A date as Apple writes it', () => {
  const table = [
    ['2019-07-19 10:36:11 -0700', '2019-07-19T17:36:11Z'],
    ['2026-10-01 00:00:00 +0900', '2026-09-30T15:00:00Z'],
    ['2024-02-29 12:00:00 +0000', '2024-02-29T12:00:00Z'],
    ['2020-01-01 00:00:00 +0545', '2019-12-31T18:15:00Z'],
    ['1900-01-01 00:00:00 +0000', '1900-01-01T00:00:00Z'],
  ] as const

  it.each(table)('%s is %s', (text, iso) => {
    expect(appleDate(text)).toBe(Date.parse(iso))
  })

  it.each([
    '',
    '2019-07-19',
    '2019-07-19T10:36:11Z',
    '2019-02-29 12:00:00 +0000',
    '2019-13-01 12:00:00 +0000',
    '2019-00-01 12:00:00 +0000',
    '2019-01-00 12:00:00 +0000',
    '2019-01-01 24:00:00 +0000',
    '2019-01-01 12:60:00 +0000',
    '2019-01-01 12:00:00 +9900',
    ' 2019-01-01 12:00:00 +0000',
    '２０１９-01-01 12:00:00 +0000',
  ])('%j is no date', (text) => {
    expect(appleDate(text)).toBeNaN()
  })

  it('means the same instant whatever the offset', () => {
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    })
    const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(instants, offsets, (instant, offsetMinutes) => {
        const seconds = Math.floor(instant.getTime() / 1000) * 1000
        const local = new Date(seconds + offsetMinutes * 60_000).toISOString()
        const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0')
        const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0')
        const offset = `${offsetMinutes < 0 ? '-' : '+'}${hours}${minutes}`
        expect(appleDate(`${local.slice(0, 10)} ${local.slice(11, 19)} ${offset}`)).toBe(seconds)
      }),
    )
  })
})
