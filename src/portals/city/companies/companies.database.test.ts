import { describe, expect, it } from 'vitest'
import { aCompany, invitationOf } from '../../../../test/support/company.ts'
import { companysBrowser } from '../../../../test/support/company-page.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { errorAt, textOf, valueAt } from '../../../../test/support/resident-page.ts'
import { staffPages } from '../../../../test/support/staff-pages.ts'
import { aMember, sessionFrom } from '../../../../test/support/staff.ts'
import type { StaffRole } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import { quotasOf, registeredCompany, usualQuotas } from '../../../vendors/index.ts'

const { city, portal } = await aCityWithPages()
const { browserOf, asked } = staffPages(portal)

describe('The city', () => {
  const staffBrowser = async (role: StaffRole) => browserOf(await aMember(city, role))

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
    ['accept', 'contractUntil', '2020-01-01', '5年以内'],
    ['accept', 'contractUntil', 'いつか', '5年以内'],
    ['accept', 'contractUntil', ' ', '契約の最後の日を入れてください。たとえば'],
    ['turn-down', 'reason', '  ', '理由'],
    ['turn-down', 'reason', 'あ'.repeat(501), '理由'],
  ])('is told what to correct, and finds what was typed: %s %s %s', async (what, entry, typed, said) => {
    const { vendorId } = await aCompany(city, { accepted: false })
    const browser = await staffBrowser('reviewer')
    const page = `/city/companies/${vendorId}`
    await browser.open(page)
    const answer = await browser.submit(`${page}/${what}`, { [entry]: typed })
    expect([answer.statusCode, errorAt(answer, entry)]).toEqual([422, expect.stringContaining(said)])
    expect(textOf(answer)).toContain('1か所を直してください')
    expect(valueAt(answer, entry), 'what was typed').toBe(typed)
    expect((await browser.open(`${page}/${what}`)).headers.location).toBe(page)
  })

  it('extends the contract, also one that is over, and the company reads it', async () => {
    const company = await aCompany(city)
    const browser = await staffBrowser('reviewer')
    const page = `/city/companies/${company.vendorId}`
    for (const contractUntil of ['2027-11-30', '2028-11-30']) {
      await browser.open(page)
      const answer = await browser.submit(`${page}/contract`, { contractUntil })
      expect(answer.headers.location).toBe(`${page}?done=extended`)
    }
    const found = await registeredCompany(city, company.vendorId)
    expect(found).toMatchObject({ standing: 'active', decision: { kind: 'extended', reason: null } })
    expect(found?.contractUntil.toISOString()).toBe('2028-11-30T15:00:00.000Z')
    expect(textOf(await (await companysBrowser(portal, company)).open('/company'))).toContain(
      '2028年11月30日',
    )
    const kept = await city.database.query(
      'select kind from vendors.decisions where vendor_id = $1 order by number',
      [company.vendorId],
    )
    expect(kept.rows.map(({ kind }) => kind)).toEqual(['accepted', 'extended', 'extended'])
  })

  it('extends no contract to an earlier day, and none where there is none', async () => {
    const browser = await staffBrowser('reviewer')
    const asked = async (accepted: boolean, contractUntil: string) => {
      const { vendorId } = await aCompany(city, { accepted })
      const before = await registeredCompany(city, vendorId)
      await browser.open(`/city/companies/${vendorId}`)
      const answer = await browser.submit(`/city/companies/${vendorId}/contract`, { contractUntil })
      expect(await registeredCompany(city, vendorId)).toEqual(before)
      return [answer.statusCode, valueAt(answer, 'contractUntil')]
    }
    expect(await asked(true, '2026-11-29')).toEqual([422, '2026-11-29'])
    expect(await asked(true, '2040-01-01')).toEqual([422, '2040-01-01'])
    expect(await asked(false, '2027-11-30')).toEqual([409, undefined])
  })

  it.each(['accept', 'turn-down', 'contract', 'quotas'])('shows a passkey just before: %s', async (what) => {
    const { vendorId } = await aCompany(city, { accepted: what === 'contract' || what === 'quotas' })
    const page = `/city/companies/${vendorId}`
    const before = await registeredCompany(city, vendorId)
    const { staffId, authenticator } = await aMember(city, 'reviewer')
    const browser = await browserOf({ session: await sessionFrom(city, staffId, 6 * 60_000) })
    const shown = await browser.open(page)
    expect(shown.body).toContain('action="/city/proof"')
    expect(shown.body).not.toContain(`action="${page}/${what}"`)
    const fields = { contractUntil: '2028-11-30', reason: '理由', reads: '1' }
    expect((await browser.submit(`${page}/${what}`, fields)).statusCode).toBe(401)
    expect(await registeredCompany(city, vendorId)).toEqual(before)
    const answer = authenticator.show(await asked(browser, '/city/proof'))
    expect((await browser.submit('/city/proof', { page, answer })).headers.location).toBe(page)
    expect((await browser.open(page)).body).toContain(`action="${page}/${what}"`)
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
    expect([answer.statusCode, textOf(answer)]).toEqual([
      422,
      expect.stringContaining('1か所を直してください'),
    ])
    for (const [name, value] of Object.entries(typed)) expect(valueAt(answer, name), 'typed').toBe(value)
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
