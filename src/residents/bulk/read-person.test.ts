import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../../kernel/index.ts'
import { residentRefusals } from '../refusals.ts'
import { readPerson } from './read-person.ts'
import { fields, type TypedPerson } from './rules.ts'

const empty = Object.fromEntries(fields.map((field) => [field, ''])) as unknown as TypedPerson
const typed = { ...empty, name: '青葉　花子', kana: 'あおば　はなこ', birthDate: '昭和15年3月2日' }
const today = '2026-11-23' as LocalDay
const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1940-03-02' }
const address = { postalCode: '〒336-0000', municipalityCode: '111007', address: '埼玉県' }

describe('A line of a file is read as if it had been typed at the counter', () => {
  const table = [
    // changed                                   answer
    [{}, who],
    [{ birthDate: '1940/3/2' }, who],
    [{ birthDate: 'S15.3.2' }, who],
    [{ phone: '０４８（０００）１１１１' }, { ...who, phone: '0480001111' }],
    [{ email: 'hanako@example.jp' }, { ...who, email: 'hanako@example.jp' }],
    // Characters are never changed: a variant, a compatibility ideograph.
    [{ name: '葛\u{e0100}城 塚\ufa10' }, { ...who, name: '葛\u{e0100}城 塚\ufa10' }],
    [
      { ...address },
      { ...who, address: { postalCode: '3360000', municipalityCode: '111007', text: '埼玉県' } },
    ],
    // Why, and in which column.
    [{ name: '' }, ['no-name', 'name']],
    [{ name: '\ue000田' }, ['private-character', 'name']],
    [{ kana: '' }, ['no-kana', 'kana']],
    [{ kana: '青葉' }, ['not-kana', 'kana']],
    [{ birthDate: '' }, ['no-birth-date', 'birthDate']],
    [{ birthDate: ' ' }, ['no-birth-date', 'birthDate']],
    [{ birthDate: '昭和65年1月1日' }, ['no-such-day', 'birthDate']],
    [{ birthDate: '2026-11-24' }, ['day-to-come', 'birthDate']],
    [{ phone: '12' }, ['bad-phone', 'phone']],
    [{ email: 'hanako' }, ['bad-email', 'email']],
    [{ address: '埼玉県' }, ['bad-postal-code', 'postalCode']],
    [{ address: '埼玉県', postalCode: '336-0000' }, ['bad-municipality', 'municipalityCode']],
    [{ ...address, municipalityCode: '111008' }, ['bad-municipality', 'municipalityCode']],
    [{ ...address, townCode: '1' }, ['bad-town', 'townCode']],
    [{ ...address, address: '' }, ['no-address', 'address']],
    [{ ...address, address: '\ue000町' }, ['private-character', 'address']],
  ] as const

  it.each(table)('%o: %o', (changed, answer) => {
    const read = readPerson({ ...typed, ...changed }, today)
    expect(read.ok ? read.identity : [read.because, read.field]).toEqual(answer)
  })
})

it('Whoever leaves the codes of an address out hears that an address has them', () => {
  for (const because of ['bad-postal-code', 'bad-municipality'] as const) {
    const { ja, jaEasy, en } = residentRefusals[because]
    expect([ja, jaEasy, en]).toEqual([
      expect.stringContaining('住所には'),
      expect.stringContaining('住所には'),
      expect.stringContaining('address needs'),
    ])
  }
})
