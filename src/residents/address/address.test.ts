import { describe, expect, it } from 'vitest'
import {
  isMunicipalityCode,
  readAddress,
  readBirthDate,
  readEmail,
  readPhone,
  wrongInAddress,
} from '../index.ts'
import { localDaySchema } from '../../kernel/index.ts'

describe('The code of a municipality', () => {
  it.each(['011002', '131016', '141003', '271004', '401307', '472018', '112992'])('is %s', (code) => {
    expect(isMunicipalityCode(code)).toBe(true)
  })
  it.each(['', '13101', '1310160', '130001', '001007', '481009', '13101６'])('is not %j', (code) => {
    expect(isMunicipalityCode(code)).toBe(false)
  })
  it('is not any code with one figure wrong', () => {
    const others = [...'131016'].flatMap((figure, at) =>
      [...'0123456789']
        .filter((other) => other !== figure)
        .map((other) => '131016'.slice(0, at) + other + '131016'.slice(at + 1)),
    )
    expect(others.filter(isMunicipalityCode)).toEqual([])
  })
})

const typed = {
  postalCode: '〒０００－０００１',
  municipalityCode: '112992',
  townCode: '',
  text: ' みその県　あおば野市　1-2 ',
}

describe('An address as it was typed', () => {
  it('is kept in one form, with its town where that is known', () => {
    const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県 あおば野市 1-2' }
    expect(readAddress(typed)).toEqual({ ok: true, address })
    const townCode = '0001002'
    expect(readAddress({ ...typed, townCode })).toEqual({ ok: true, address: { ...address, townCode } })
  })

  it.each([
    [{ postalCode: '000000' }, 'bad-postal-code'],
    [{ municipalityCode: '112993' }, 'bad-municipality'],
    [{ townCode: '12' }, 'bad-town'],
    [{ text: ' ' }, 'no-address'],
    [{ text: '\ue000町' }, 'private-character'],
    [{ text: '町\u202e' }, 'wrong-character'],
    [{ text: '町'.repeat(201) }, 'address-too-long'],
  ])('and with %j is refused: %s', (change, because) => {
    expect(readAddress({ ...typed, ...change })).toEqual({ ok: false, because })
  })
})

describe('What is wrong with an address', () => {
  it('is named at each entry it is wrong in, at once', () => {
    expect(wrongInAddress(typed)).toEqual({})
    expect(wrongInAddress({ postalCode: '12', municipalityCode: '999999', townCode: '1', text: '' })).toEqual(
      {
        postalCode: 'bad-postal-code',
        municipalityCode: 'bad-municipality',
        townCode: 'bad-town',
        text: 'no-address',
      },
    )
  })
})

describe('How somebody is reached', () => {
  it.each([
    ['０４８－０００－０００１', '0480000001'],
    ['048-100-0001', '0481000001'],
    ['(03) 1234-5678', '0312345678'],
    ['０９０ー１２３４ー５６７８', '09012345678'],
    ['+81 90 1234 5678', '09012345678'],
    ['+1 202 555 0123', '+12025550123'],
    ['110', undefined],
    ['', undefined],
  ])('by telephone: %s is %s', (text, phone) => {
    const bad = { ok: false, because: 'bad-phone' }
    expect(readPhone(text)).toEqual(phone ? { ok: true, phone } : bad)
  })

  it.each([
    [' hanako@example.jp ', 'hanako@example.jp'],
    ['ｈａｎａｋｏ＠example.jp', 'hanako@example.jp'],
    ['hana..ko.@example.jp', 'hana..ko.@example.jp'],
    ['hanako', undefined],
    ['hanako@example.jp\r\nBcc: x@example.jp', undefined],
    [`${'a'.repeat(250)}@example.jp`, undefined],
  ])('by e-mail: %s is %s', (text, email) => {
    expect(readEmail(text)).toEqual(email ? { ok: true, email } : { ok: false, because: 'bad-email' })
  })
})

it('Nobody was born tomorrow', () => {
  const today = localDaySchema.parse('2026-11-27')
  expect(readBirthDate('令和8年11月27日', today)).toEqual({ ok: true, birthDate: today })
  expect(readBirthDate('2026-11-28', today)).toEqual({ ok: false, because: 'day-to-come' })
  expect(readBirthDate('2月30日', today)).toEqual({ ok: false, because: 'no-such-day' })
  for (const nothing of ['', ' 　'])
    expect(readBirthDate(nothing, today)).toEqual({ ok: false, because: 'no-birth-date' })
})
