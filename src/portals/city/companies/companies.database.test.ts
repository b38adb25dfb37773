import { describe, expect, it } from 'vitest'
import { aCompany, invitationOf } from '../../../../test/support/company.ts'
import { companysBrowser } from '../../../../test/support/company-page.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { aMember } from '../../../../test/support/staff.ts'
import { newId } from '../../../kernel/index.ts'
import { quotasOf, registeredCompany, usualQuotas } from '../../../vendors/index.ts'

const { city, portal } = await aCityWithPages()

describe('The city', () => {
  const staffBrowser = async (role: 'reviewer' | 'auditor' | 'counter' | 'administrator') => {
    const { session } = await aMember(city, role)
    const browser = portal.browser()
    browser.cookies.set('azukari-staff', session)
    return browser
  }

  it('looks at companies and decides as reviewer; the auditor looks alone, others not at all', async () => {
    for (const [role, looks, decides] of [
      ['reviewer', 200, 303],
      ['auditor', 200, 403],
      ['counter', 403, 403],
      ['administrator', 403, 403],
    ] as const) {
      const { vendorId } = await aCompany(city, { accepted: false })
      const browser = await staffBrowser(role)
      await browser.open('/city')
      const token = browser.formToken
      expect((await browser.open('/city/companies')).statusCode).toBe(looks)
      expect((await browser.open(`/city/companies/${vendorId}`)).statusCode).toBe(looks)
      const body = new URLSearchParams({ _csrf: token, contractUntil: '2027-11-30' }).toString()
      expect((await browser.post(`/city/companies/${vendorId}/accept`, body)).statusCode).toBe(decides)
      expect((await registeredCompany(city, vendorId))?.standing).toBe(
        decides === 303 ? 'active' : 'applicant',
      )
    }
  })

  it('accepts through the whole of the last day, and the company reads it', async () => {
    const company = await aCompany(city, { accepted: false })
    const browser = await staffBrowser('reviewer')
    const page = `/city/companies/${company.vendorId}`
    await browser.open(page)
    await browser.submit(`${page}/accept`, { contractUntil: '令和9年11月30日' })
    const found = await registeredCompany(city, company.vendorId)
    expect(found?.contractUntil.toISOString()).toBe('2027-11-30T15:00:00.000Z')
    const home = textOf(await (await companysBrowser(portal, company)).open('/company'))
    expect(home).toContain('契約しています')
    expect(home).toContain('2027年11月30日')
  })

  it.each([
    ['accept', { contractUntil: '2020-01-01' }, 'bad-contract-day'],
    ['accept', { contractUntil: 'いつか' }, 'bad-contract-day'],
    ['turn-down', { reason: '  ' }, 'no-reason-given'],
  ])('is told what to correct: %s %j', async (what, fields, because) => {
    const { vendorId } = await aCompany(city, { accepted: false })
    const browser = await staffBrowser('reviewer')
    const page = `/city/companies/${vendorId}`
    await browser.open(page)
    const answer = await browser.submit(`${page}/${what}`, fields)
    expect(answer.headers.location).toBe(`${page}?because=${because}`)
    expect(textOf(await browser.open(String(answer.headers.location)))).toContain('1か所を直してください')
  })

  it('turns down with a reason, which the company reads as it was written', async () => {
    const company = await aCompany(city, { accepted: false })
    const browser = await staffBrowser('reviewer')
    const page = `/city/companies/${company.vendorId}`
    await browser.open(page)
    await browser.submit(`${page}/turn-down`, { reason: '登記が<b>見つかりません' })
    const home = await (await companysBrowser(portal, company)).open('/company')
    expect(home.body).toContain('登記が&lt;b>見つかりません')
    const persons = await (await companysBrowser(portal, company)).open('/company/persons')
    expect(persons.body).not.toContain('/company/persons/end')
  })

  it('knows no company of an unknown or broken id', async () => {
    const browser = await staffBrowser('reviewer')
    for (const id of [newId(), 'nothing']) {
      await browser.open('/city')
      expect((await browser.submit(`/city/companies/${id}/turn-down`, { reason: 'x' })).statusCode).toBe(404)
      expect((await browser.open(`/city/companies/${id}`)).statusCode).toBe(404)
    }
  })

  it('sets how much a company may read, as reviewer alone, and the company reads it', async () => {
    const company = await aCompany(city)
    const page = `/city/companies/${company.vendorId}`
    const typed = { reads: '１,２００', residents: '', programReads: '0', programResidents: '50' }
    for (const role of ['auditor', 'counter'] as const) {
      const browser = await staffBrowser(role)
      await browser.open('/city')
      expect((await browser.submit(`${page}/quotas`, typed)).statusCode).toBe(403)
    }
    expect(await quotasOf(city.database, company.vendorId)).toEqual(usualQuotas)
    const browser = await staffBrowser('reviewer')
    await browser.open(page)
    expect((await browser.submit(`${page}/quotas`, typed)).headers.location).toBe(`${page}?done=quotas-set`)
    expect(await quotasOf(city.database, company.vendorId)).toEqual({
      company: { readsAMinute: 1_200, residentsADay: null },
      program: { readsAMinute: 0, residentsADay: 50 },
    })
    const other = await aCompany(city)
    const home = textOf(await (await companysBrowser(portal, company)).open('/company'))
    expect(home).toContain('0 / 1,200')
    expect(home).toContain('0 / 10,000,000')
    expect(textOf(await (await companysBrowser(portal, other)).open('/company'))).not.toContain('1,200')
  })

  it.each([
    [{ reads: '-1' }],
    [{ residents: 'たくさん' }],
    [{ programReads: '1.5' }],
    [{ reads: '1000000001' }],
  ])('is told that %j is no quota, and what was set stays', async (typed: Record<string, string>) => {
    const { vendorId } = await aCompany(city)
    const page = `/city/companies/${vendorId}`
    const browser = await staffBrowser('reviewer')
    await browser.open(page)
    const answer = await browser.submit(`${page}/quotas`, typed)
    expect(answer.headers.location).toBe(`${page}?because=bad-quotas`)
    expect(textOf(await browser.open(`${page}?because=bad-quotas`))).toContain('1か所を直してください')
    expect(await quotasOf(city.database, vendorId)).toEqual(usualQuotas)
  })

  it('sees that another has registered under the same number', async () => {
    const { vendorId } = await aCompany(city, { accepted: false })
    await invitationOf(city)
    const browser = await staffBrowser('reviewer')
    expect(textOf(await browser.open(`/city/companies/${vendorId}`))).toMatch(
      /同じ法人番号の登録が、ほかに\d+件あります/u,
    )
  })
})
