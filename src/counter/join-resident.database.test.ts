import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersOf, aUse, aVendor, by } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { termsForTests } from '../../test/support/terms.ts'
import { proven } from '../../test/support/proven.ts'
import { giveConsent } from '../consent/index.ts'
import { checkCard, type StaffId } from '../identity/index.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { publishTerms, termsOf } from '../residents/index.ts'
import { findAttendance, identityChecksOf, joinResident, lookUpsOf, type SearchId } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
  await publishTerms(city, termsForTests)
})
afterAll(() => city.close())

const aClerk = () => ({ staffId: newId<StaffId>(), sessionHash: randomBytes(32) })

function join(clerk: ReturnType<typeof aClerk>, signed?: { versionShown: number; paperNumber: string }) {
  const identity = { name: '浦和 ひで', kana: 'ウラワ ヒデ', birthDate: '1947-02-03' as LocalDay }
  return joinResident(city, clerk, {
    attempt: newId<SearchId>(),
    identity,
    document: 'passport',
    alike: 'somebody-else',
    signed,
  })
}

async function newcomerOf(clerk: ReturnType<typeof aClerk>) {
  const attendance = await findAttendance(city, clerk)
  if (!attendance) throw new Error('who has joined is attended to')
  return attendance.residentId
}

it('Who joins gets a card that signs in, is attended to, and has agreed to nothing', async () => {
  const clerk = aClerk()
  const identity = { name: '浦和 よし', kana: 'ウラワ ヨシ', birthDate: '1946-02-03' as LocalDay }
  const newcomer = { attempt: newId<SearchId>(), identity, document: 'my-number-card' } as const
  const card = await joinResident(city, clerk, newcomer)
  if (!card.ok) throw new Error(card.because)
  expect(await joinResident(city, clerk, newcomer), 'pressed twice').toMatchObject({
    because: 'joined-already',
  })
  const checked = await checkCard(city, card)
  const attendance = await findAttendance(city, clerk)
  if (!checked.ok || !attendance) throw new Error('who has joined can sign in, and is attended to')
  expect(checked.residentId).toBe(attendance.residentId)
  expect(await answersOf(city, attendance.residentId)).toEqual({})
  const looks = await lookUpsOf(city, attendance.residentId, { before: null, limit: 50 })
  expect(looks.map(({ did }) => did).toSorted()).toEqual(['card-handed', 'joined'])
  const [check] = await identityChecksOf(city, attendance.residentId)
  expect(check).toMatchObject({ document: 'my-number-card', staffId: clerk.staffId })
})

describe('The terms, when somebody joins at the counter', () => {
  it('are agreed to by a signed paper, after which they may allow a company something', async () => {
    const clerk = aClerk()
    expect(await join(clerk, { versionShown: 1, paperNumber: 'A-17' })).toMatchObject({ ok: true })
    const residentId = await newcomerOf(clerk)
    expect(await termsOf(city, residentId)).toMatchObject({
      standing: 'agreed',
      agreement: { version: 1, channel: 'paper' },
    })
    const use = await aUse(city, await aVendor(city))
    const asked = { useId: use.useId, versionShown: 1, items: use.terms.items }
    expect(await giveConsent(city, proven(by(residentId)), asked)).toMatchObject({ ok: true })
  })

  it('are agreed to by nothing else', async () => {
    const clerk = aClerk()
    expect(await join(clerk)).toMatchObject({ ok: true })
    expect(await termsOf(city, await newcomerOf(clerk))).toEqual({
      standing: 'to-ask',
      agreement: undefined,
    })
  })

  it('take in nobody on a paper with another text', async () => {
    const clerk = aClerk()
    const signed = { versionShown: 2, paperNumber: 'A-17' }
    expect(await join(clerk, signed)).toEqual({ ok: false, because: 'terms-changed' })
    expect(await findAttendance(city, clerk)).toBeUndefined()
  })
})

describe('Whoever is below the age at which one joins alone', () => {
  const today = new Date('2026-11-27T03:00:00Z')
  const joins = (birthDate: string, tenant: Tenant = city) => {
    city.clock.set(today)
    const identity = { name: '浦和 さき', kana: 'ウラワ サキ', birthDate: birthDate as LocalDay }
    return joinResident(tenant, aClerk(), {
      ...{ attempt: newId<SearchId>(), identity, document: 'passport' },
      alike: 'somebody-else',
    })
  }
  const count = async () => (await city.database.query('select from residents.residents')).rowCount

  it.each([
    // born          the city's age  what comes of it
    ['2018-03-03', undefined, 'too-young'],
    ['2008-11-28', undefined, 'too-young'],
    ['2008-11-27', undefined, 'joined'],
    ['2008-11-27', 20, 'too-young'],
    ['2010-11-27', 16, 'joined'],
    ['2010-11-28', 16, 'too-young'],
  ] as const)('born on %s, where it is %s: %s', async (birthDate, joinAloneAge, answer) => {
    const before = (await count()) ?? 0
    const joined = await joins(birthDate, { ...city, joinAloneAge })
    expect(joined.ok ? 'joined' : joined.because).toBe(answer)
    expect(await count()).toBe(answer === 'joined' ? before + 1 : before)
  })
})
