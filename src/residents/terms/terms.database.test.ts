import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anImport, aUse, aVendor, by, deposit, stepsFile } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { termsForTests } from '../../../test/support/terms.ts'
import { proven } from '../../../test/support/proven.ts'
import { giveConsent, refuseConsent, whyNotByPaper, withdrawConsent } from '../../consent/index.ts'
import { newId, type Id, type LocalDay } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { depositsOf, openImport, undoDeposit } from '../../vault/index.ts'
import {
  answerTerms,
  enrolResident,
  hasAgreedToTerms,
  publishTerms,
  readPaperNumber,
  recordSignedTerms,
  termsOf,
  type ResidentId,
  type Terms,
} from '../index.ts'

let city: TestTenant
let residentId: ResidentId
beforeEach(async () => {
  city = await createTestTenant()
  const identity = { name: '北野 一郎', kana: 'キタノ イチロウ', birthDate: '1950-04-01' as LocalDay }
  residentId = await enrolResident(city, identity)
})
afterEach(() => city.close())

const answer = (versionShown: number, said: 'agreed' | 'refused' = 'agreed') =>
  answerTerms(city, residentId, { versionShown, answer: said })
const because = (outcome: { ok: true } | { ok: false; because: string }) =>
  outcome.ok ? 'taken' : outcome.because
const second = (changed: Partial<Terms> = {}): Terms => ({
  ...termsForTests,
  version: 2,
  effectiveFrom: '2026-11-23' as LocalDay,
  ...changed,
})

async function consent() {
  const use = await aUse(city, await aVendor(city))
  const asked = { useId: use.useId, versionShown: 1, items: use.terms.items }
  return { asked, give: () => giveConsent(city, proven(by(residentId)), asked) }
}

describe('A resident', () => {
  it('can entrust nothing while the city has no terms', async () => {
    const { give } = await consent()
    expect(because(await give())).toBe('terms-not-agreed')
    expect(because(await openImport(city, residentId, stepsFile({})))).toBe('terms-not-agreed')
    expect(await depositsOf(city, residentId)).toEqual([])
    expect(because(await answer(1))).toBe('no-terms')
  })

  it('can entrust nothing before agreeing, nor after a no; and everything after a yes', async () => {
    await publishTerms(city, termsForTests)
    const { give } = await consent()
    for (const said of ['silence', 'refused'] as const) {
      if (said === 'refused') expect(because(await answer(1, said))).toBe('taken')
      expect(because(await give()), said).toBe('terms-not-agreed')
      expect(because(await openImport(city, residentId, stepsFile({}))), said).toBe('terms-not-agreed')
    }
    expect(because(await answer(1))).toBe('taken')
    expect(because(await give())).toBe('taken')
    await anImport(city, residentId, stepsFile({}))
  })

  it('can look, stop, refuse and take back also once new terms wait for an answer', async () => {
    await publishTerms(city, termsForTests)
    await answer(1)
    const { asked, give } = await consent()
    const importId = await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
    await give()
    await publishTerms(city, second())
    expect(await hasAgreedToTerms(city, residentId)).toBe(false)
    const scope = { useId: asked.useId, items: null }
    expect(because(await withdrawConsent(city, by(residentId), scope))).toBe('taken')
    expect(because(await refuseConsent(city, by(residentId), asked))).toBe('taken')
    expect(because(await give())).toBe('terms-not-agreed')
    expect(because(await openImport(city, residentId, stepsFile({})))).toBe('terms-not-agreed')
    expect(because(await undoDeposit(city, residentId, importId))).toBe('taken')
  })

  it('agrees to the text that was shown, once, and to no other', async () => {
    await publishTerms(city, termsForTests)
    expect(because(await answer(2))).toBe('terms-changed')
    const twice = await Promise.all([answer(1), answer(1)])
    expect(twice.map(because).sort()).toEqual(['taken', 'terms-agreed-already'])
    expect(because(await answer(1, 'refused'))).toBe('terms-agreed-already')
    expect(await termsOf(city, residentId)).toMatchObject({
      standing: 'agreed',
      agreement: { version: 1, channel: 'web', answeredAt: city.clock.now() },
    })
  })

  it('is asked by a text that asks anew from its day on, and by another never', async () => {
    await publishTerms(city, termsForTests)
    await answer(1)
    await publishTerms(city, second({ needsAgreement: false }))
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    await publishTerms(city, second({ version: 3, effectiveFrom: '2026-11-24' as LocalDay }))
    // 23:59 of the day before, in Japan.
    city.clock.set(new Date('2026-11-23T14:59:59Z'))
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    city.clock.set(new Date('2026-11-23T15:00:00Z'))
    expect(await hasAgreedToTerms(city, residentId)).toBe(false)
  })

  it('who is not there, or whose keys are destroyed, agrees to nothing', async () => {
    await publishTerms(city, termsForTests)
    await city.keys.destroy(residentId, ['values', 'identity'])
    expect(because(await answer(1))).toBe('not-found')
    const nobody = randomUUID() as ResidentId
    expect(because(await answerTerms(city, nobody, { versionShown: 1, answer: 'agreed' }))).toBe('not-found')
  })
})

describe('A signed paper', () => {
  const staffId = randomUUID() as Id<'staff'>
  const sign = (paperNumber: string, who = residentId) =>
    inTransaction(city.database, (client) =>
      recordSignedTerms(city, client, who, { versionShown: 1, staffId, paperNumber }),
    )

  it('is an agreement that names who took it; its number can be checked, and not be guessed', async () => {
    await publishTerms(city, termsForTests)
    const other = await enrolResident(city, {
      name: '南 次郎',
      kana: 'ミナミ ジロウ',
      birthDate: '1960-01-02' as LocalDay,
    })
    expect(because(await sign('A-17'))).toBe('taken')
    expect(because(await sign('A-17', other))).toBe('taken')
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    const { rows } = await city.database.query<{ hash: Buffer }>(
      'select paper_hash as hash from residents.terms_answers where staff_id = $1',
      [staffId],
    )
    const keys = await city.keys.find(residentId)
    const expected = keys?.hmac('records', 'residents/terms-paper', '1/A-17').toString('hex')
    const hashes = rows.map(({ hash }) => hash.toString('hex'))
    expect(hashes).toContain(expected)
    expect(new Set(hashes).size, 'under a key of each resident’s own').toBe(2)
  })

  it.each([
    ['ａ－１７', 'A-17'],
    [' a 17 ', 'A17'],
    ['2026ー001', '2026-001'],
  ])('may be numbered as it is typed: %s', (typed, paperNumber) => {
    expect(readPaperNumber(typed)).toEqual({ ok: true, paperNumber })
  })

  it.each(['', ' ', '-', '山田太郎', 'A'.repeat(41), 'A;B'])('has no such number: %s', (typed) => {
    expect(readPaperNumber(typed)).toEqual({ ok: false, because: 'bad-paper-number' })
  })
})

describe('What was published or answered', () => {
  it.each(['terms_versions', 'terms_answers'])('is never changed: %s', async (table) => {
    await publishTerms(city, termsForTests)
    await answer(1)
    await expect(city.database.query(`delete from residents.${table}`)).rejects.toThrow(/permission denied/)
    await expect(city.database.query(`update residents.${table} set version = 9`)).rejects.toThrow(
      /permission denied/,
    )
  })

  it('is published once, also by two at once', async () => {
    const both = await Promise.all([publishTerms(city, termsForTests), publishTerms(city, termsForTests)])
    expect(both.map(because).sort()).toEqual(['taken', 'terms-published-already'])
  })
})

describe('Who is below the age at which one joins alone, whoever took them in', () => {
  const young = { name: '北野 さき', kana: 'キタノ サキ', birthDate: '2008-11-29' as LocalDay }
  const where16 = () => ({ ...city, joinAloneAge: 16 })
  const says = (said: 'agreed' | 'refused', tenant: Tenant = city) =>
    answerTerms(tenant, residentId, { versionShown: 1, answer: said })

  beforeEach(async () => {
    city.clock.set(new Date('2026-11-27T03:00:00Z'))
    await publishTerms(city, termsForTests)
    residentId = await enrolResident(city, young)
  })

  it('agrees neither to the terms nor, by a signed paper, with staff; a no is taken', async () => {
    expect(because(await says('agreed'))).toBe('too-young')
    const paper = { versionShown: 1, staffId: newId<Id<'staff'>>(), paperNumber: 'A-17' }
    const signed = (tenant: Tenant) =>
      inTransaction(city.database, (client) => recordSignedTerms(tenant, client, residentId, paper))
    expect(because(await signed(city))).toBe('too-young')
    expect(because(await says('refused'))).toBe('taken')
    expect(because(await signed(where16())), 'where one of 17 may').toBe('taken')
  })

  it('allows no company anything, though the terms were agreed to; refuses and stops', async () => {
    const { asked, give } = await consent()
    expect(because(await says('agreed', where16()))).toBe('taken')
    expect(because(await give())).toBe('too-young')
    const paper = { paperHash: randomBytes(32), signedOn: '2026-11-27' as LocalDay }
    const byPaper = (tenant: Tenant) => whyNotByPaper(tenant, residentId, asked, paper)
    expect(await byPaper(city), 'nor on paper').toBe('too-young')
    expect(await byPaper(where16())).toBeUndefined()
    expect(because(await refuseConsent(city, by(residentId), asked))).toBe('taken')
    expect(because(await giveConsent(where16(), proven(by(residentId)), asked)), 'where one of 17 may').toBe(
      'taken',
    )
    const stop = { useId: asked.useId, items: null }
    expect(because(await withdrawConsent(city, by(residentId), stop))).toBe('taken')
    city.clock.set(new Date('2026-11-28T14:59:59Z'))
    expect(because(await give()), 'the evening before').toBe('too-young')
    city.clock.set(new Date('2026-11-28T15:00:00Z'))
    expect(because(await give()), 'of age').toBe('taken')
  })
})
