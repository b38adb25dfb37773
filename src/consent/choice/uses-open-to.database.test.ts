import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../../test/support/city.ts'
import { proven } from '../../../test/support/proven.ts'
import { agreeToTerms } from '../../../test/support/terms.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { addDays, type LocalDay } from '../../kernel/index.ts'
import { leave } from '../../leaving/index.ts'
import { enrolResident, type ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import { saveVendor, type VendorStanding } from '../../vendors/index.ts'
import { giveConsent, refuseConsent, usesOpenTo, withdrawConsent } from '../index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function isIn(residentId: ResidentId, { useId }: Use) {
  const { because, open, closed } = await usesOpenTo(city, residentId)
  const why = closed.find(({ use }) => use.useId === useId)?.because
  return because ?? why ?? (open.some(({ use }) => use.useId === useId) ? 'open' : 'not there')
}

const agreeing = async (residentId: ResidentId, use: Use) => {
  const answer = { useId: use.useId, versionShown: use.version, items: [use.terms.items[0]!] }
  return giveConsent(city, proven(by(residentId)), answer)
}

describe('What a resident can choose', () => {
  it.each<[Use['standing'], VendorStanding, number, string]>([
    // the use       the company   its contract, days   where it stands
    ['approved', 'active', 1, 'open'],
    ['approved', 'active', -1, 'company-not-active'],
    ['approved', 'suspended', 1, 'company-not-active'],
    ['approved', 'ended', 1, 'not there'],
    ['approved', 'applicant', -1, 'not there'],
    ['suspended', 'active', 1, 'use-not-open'],
    ['suspended', 'suspended', 1, 'company-not-active'],
    ['suspended', 'applicant', 1, 'not there'],
    ['ended', 'active', 1, 'not there'],
    ['ended', 'suspended', 1, 'not there'],
  ])(
    'of a use that is %s, of a company that is %s (contract %i): %s, and so it is when they agree',
    async (ofUse, ofCompany, days, stands) => {
      const vendor = await aVendor(city)
      const use = await aUse(city, vendor, { standing: ofUse })
      const contractUntil = addDays(city.clock.now(), days)
      await saveVendor(city.database, { ...vendor, standing: ofCompany, contractUntil })
      const residentId = await aResident(city)
      expect(await isIn(residentId, use)).toBe(stands)
      expect((await agreeing(residentId, use)).ok).toBe(stands === 'open')
    },
  )

  it('is there whatever they have said of it, unasked', async () => {
    const use = await aUse(city, await aVendor(city))
    const { useId, terms } = use
    const of = { useId, versionShown: 1, items: terms.items }
    const said = [
      async () => undefined,
      (residentId: ResidentId) => agree(city, residentId, use),
      async (residentId: ResidentId) => {
        for (const session of [Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
          await refuseConsent(city, by(residentId, session), of)
      },
      async (residentId: ResidentId) => {
        await agree(city, residentId, use)
        await withdrawConsent(city, by(residentId), { useId, items: null })
      },
    ]
    for (const say of said) {
      const residentId = await aResident(city)
      await say(residentId)
      expect(await isIn(residentId, use)).toBe('open')
    }
  })

  it.each<[string, () => Promise<ResidentId>, string]>([
    ['has not agreed to the terms', () => enrolled('1980-04-01'), 'terms-not-agreed'],
    ['is too young', () => enrolled('2015-04-01'), 'too-young'],
    ['has left', hasLeft, 'not-taking-part'],
  ])('is nothing for who %s, and they are told why', async (_, somebody, because) => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await somebody()
    expect(await usesOpenTo(city, residentId)).toEqual({ because, open: [], closed: [] })
    expect(await agreeing(residentId, use)).toMatchObject({ ok: false, because })
  })
})

async function enrolled(birthDate: string): Promise<ResidentId> {
  // There are terms, which somebody else has agreed to.
  await agreeToTerms(city, await aResident(city))
  const identity = {
    name: '青葉 次郎',
    kana: 'アオバ ジロウ',
    birthDate: birthDate as LocalDay,
    phone: '0480000002',
  }
  return enrolResident(city, identity)
}

async function hasLeft(): Promise<ResidentId> {
  const residentId = await aResident(city)
  const left = await leave(city, { residentId, sessionHash: null, channel: 'web' }, 'left')
  if (!left.ok) throw new Error(left.because)
  return residentId
}
