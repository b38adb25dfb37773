import { describe, expect, it } from 'vitest'
import { Authenticator } from '../../../test/support/authenticator.ts'
import { aResident } from '../../../test/support/city.ts'
import { aCompany, companySessionFrom, typedApplication } from '../../../test/support/company.ts'
import { askedOn, companyCookie, companysBrowser } from '../../../test/support/company-page.ts'
import { aCityWithPages, openTestPortal } from '../../../test/support/portal.ts'
import {
  errorAt,
  follow,
  formIn,
  residentsBrowser,
  statusOf,
  textOf,
  valueAt,
} from '../../../test/support/resident-page.ts'
import { aMember, siteOf } from '../../../test/support/staff.ts'
import { companyPersons, invitePerson, invitePersonAgain } from '../../identity/index.ts'
import { newId, Personal } from '../../kernel/index.ts'

const { city, portal } = await aCityWithPages()
const tokenIn = (body: string) => /\/company\/invited#([\w-]{43})/u.exec(body)?.[1] ?? ''

describe('Without its passkey, or its script, a person of a company', () => {
  it.each(['/company/invited', '/company/sign-in'])('is sent to whom there is: %s', async (path) => {
    const { body } = await portal.browser().open(path)
    expect(body).toContain('会社のほかの担当に、もう一度招待してもらって')
    expect(body).not.toContain('管理者')
  })
})

describe('Registering', () => {
  it('is answered with the invitation, which brings in who has it', async () => {
    const browser = portal.browser()
    await browser.open('/company/register')
    const taken = await browser.submit('/company/register', typedApplication)
    expect(taken.statusCode).toBe(200)
    const token = tokenIn(taken.body)
    await browser.open('/company/invited')
    const invitation = `${siteOf(city).origin}/company/invited#${token}`
    const authenticator = new Authenticator(siteOf(city).origin)
    const answer = authenticator.make(await askedOn(browser, '/company/invited', { invitation }))
    const joined = await browser.submit('/company/invited', { invitation, answer })
    expect(joined).toMatchObject({ statusCode: 303, headers: { location: '/company' } })
    const home = textOf(await browser.open('/company'))
    expect(home).toContain('市が登録を見ています')
    expect(home).toContain('担当 花子さん')
    for (const secret of [token, '担当 花子', 'hanako@aoi.example', '7000012050002'])
      expect(portal.log.text).not.toContain(secret)
  })

  it('says the same of a number that is known already', async () => {
    const [first, second] = [portal.browser(), portal.browser()]
    const answers = []
    for (const browser of [first, second]) {
      await browser.open('/company/register')
      answers.push(await browser.submit('/company/register', typedApplication))
    }
    const [one, other] = answers.map(({ statusCode, body }) => [
      statusCode,
      body.replaceAll(/#[\w-]{43}|nonce="[^"]*"|value="[\w-]{43}"|datetime="[^"]*"|\d{1,2}時\d{1,2}分/gu, ''),
    ])
    expect(one).toEqual(other)
  })

  it.each([
    ['corporateNumber', '8000012050002'],
    ['name', ' '],
    ['name', 'あおい\u202e薬局'],
    ['kind', 'bank'],
    ['email', 'nobody'],
    ['phone', 'call me'],
    ['person', 'x'.repeat(61)],
  ])('with %s %j is answered with what to correct, and keeps nothing', async (field, value) => {
    const count = async () => (await city.database.query('select from vendors.registrations')).rowCount
    const before = await count()
    const browser = portal.browser()
    await browser.open('/company/register')
    const refused = await browser.submit('/company/register', { ...typedApplication, [field]: value })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.body).toContain(typedApplication.address)
    expect(await count()).toBe(before)
  })

  it('is slowed down for one address', async () => {
    const slow = await openTestPortal(city, { limits: { register: 2 } })
    const browser = slow.browser()
    const statuses = []
    for (let tries = 0; tries < 3; tries += 1) {
      await browser.open('/company/register')
      statuses.push((await browser.submit('/company/register', typedApplication)).statusCode)
    }
    expect(statuses).toEqual([200, 200, 429])
    await slow.close()
  })
})

describe('What one network registers in a day', () => {
  it('is bounded, and what was typed wrongly is not counted', async () => {
    const few = await openTestPortal(city, { limits: { 'register-day': 2 } })
    const browser = few.browser()
    const send = async (typed: object) => {
      await browser.open('/company/register')
      return (await browser.submit('/company/register', { ...typedApplication, ...typed })).statusCode
    }
    const wrong = { email: 'nobody' }
    expect([await send(wrong), await send({}), await send(wrong), await send({})]).toEqual([
      422, 200, 422, 200,
    ])
    expect(await send({})).toBe(503)
    await few.close()
  })
})

describe('The door of companies', () => {
  it('is opened by a passkey, and takes over no session that the browser had before (fixation)', async () => {
    const [victim, attacker] = [await aCompany(city), await aCompany(city)]
    const browser = await companysBrowser(portal, attacker, '/company/sign-in')
    const answer = victim.authenticator.show(await askedOn(browser, '/company/sign-in'))
    const signedIn = await browser.submit('/company/sign-in', { answer })
    expect(signedIn).toMatchObject({ statusCode: 303, headers: { location: '/company' } })
    expect(browser.cookies.get(companyCookie)).not.toBe(attacker.session)
    expect((await (await companysBrowser(portal, attacker)).open('/company')).statusCode).toBe(401)
  })

  it('is not opened by a passkey of staff, nor the city’s by one of a company', async () => {
    const [person, member] = [await aCompany(city), await aMember(city, 'reviewer')]
    for (const [page, { authenticator }] of [
      ['/company/sign-in', member],
      ['/city/sign-in', person],
    ] as const) {
      const browser = portal.browser()
      await browser.open(page)
      const answer = authenticator.show(await askedOn(browser, page))
      expect((await browser.submit(page, { answer })).statusCode).toBe(401)
    }
  })

  it('is closed by signing out', async () => {
    const person = await aCompany(city)
    const { page } = await follow(await companysBrowser(portal, person), '/company/sign-out')
    expect(statusOf(page)).toContain('サインアウトしました。')
    expect((await (await companysBrowser(portal, person)).open('/company')).statusCode).toBe(401)
  })

  it('says what is wrong with the name of a new person, where it stands as it was typed', async () => {
    const browser = await companysBrowser(portal, await aCompany(city), '/company/persons')
    const name = 'あ'.repeat(61)
    const answer = await browser.submit('/company/persons', { name })
    expect([answer.statusCode, errorAt(answer, 'name')]).toEqual([422, expect.stringContaining('60文字まで')])
    expect(valueAt(answer, 'name')).toBe(name)
  })

  it('invites once, also when the form is sent twice', async () => {
    const company = await aCompany(city)
    const browser = await companysBrowser(portal, company, '/company/persons')
    const page = '/company/persons'
    const { attempt = '' } = formIn(await browser.open(page), page)
    const fields = { name: '担当 五郎', attempt }
    expect(tokenIn((await browser.submit(page, fields)).body)).not.toBe('')
    const again = await browser.submit(page, fields)
    expect([again.statusCode, textOf(again).includes('もう招待しました')]).toEqual([409, true])
    const persons = await companyPersons(city, company.vendorId)
    expect(persons.filter(({ name }) => name.reveal() === fields.name)).toHaveLength(1)
  })

  it('says where to sign in to who is not', async () => {
    const page = await portal.browser().open('/company')
    expect(page.statusCode).toBe(401)
    expect(page.body).toContain('href="/company/sign-in"')
    expect(page.body).not.toContain('href="/sign-in"')
  })
})

describe('A session', () => {
  it('is good under its own cookie alone, on its own pages alone', async () => {
    const person = await aCompany(city)
    const member = await aMember(city, 'reviewer')
    const resident = await residentsBrowser(portal, city, await aResident(city))
    const sessions = {
      'azukari-company': person.session,
      'azukari-staff': member.session,
      'azukari-session': resident.cookies.get('azukari-session') ?? '',
    }
    const pages = { 'azukari-company': '/company', 'azukari-staff': '/city', 'azukari-session': '/home' }
    for (const [whose, session] of Object.entries(sessions))
      for (const [name, page] of Object.entries(pages)) {
        const browser = portal.browser()
        browser.cookies.set(name, session)
        expect([whose, page, (await browser.open(page)).statusCode]).toEqual([
          whose,
          page,
          name === whose ? 200 : 401,
        ])
      }
  })

  it('binds its forms: a token from another session of the same browser opens none', async () => {
    const person = await aCompany(city)
    const resident = await residentsBrowser(portal, city, await aResident(city))
    const token = resident.formToken
    resident.cookies.set(companyCookie, person.session)
    const body = new URLSearchParams({ _csrf: token, name: '侵入 者' }).toString()
    expect((await resident.post('/company/persons', body)).statusCode).toBe(403)
    const own = await companysBrowser(portal, person, '/company/persons')
    expect((await own.post('/company/persons', 'name=x')).statusCode).toBe(403)
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    const real = new URLSearchParams({ _csrf: own.formToken, name: '侵入 者' }).toString()
    expect((await own.post('/company/persons', real, elsewhere)).statusCode).toBe(403)
  })

  it('whose passkey was shown a while ago changes nothing until it is shown again', async () => {
    const person = await aCompany(city)
    const session = await companySessionFrom(city, person.personId, 6 * 60_000)
    const browser = await companysBrowser(portal, { session }, '/company/persons')
    expect((await browser.submit('/company/persons', { name: '担当 二郎' })).statusCode).toBe(401)
    const answer = person.authenticator.show(await askedOn(browser, '/company/proof'))
    const proven = await browser.submit('/company/proof', { answer, page: '/company/persons' })
    expect(proven).toMatchObject({ statusCode: 303, headers: { location: '/company/persons' } })
    await browser.open('/company/persons')
    expect(tokenIn((await browser.submit('/company/persons', { name: '担当 二郎' })).body)).not.toBe('')
  })

  it('is not proven by the passkey of a colleague', async () => {
    const person = await aCompany(city)
    const other = await aCompany(city)
    const browser = await companysBrowser(portal, person, '/company/persons')
    const answer = other.authenticator.show(await askedOn(browser, '/company/proof'))
    expect((await browser.submit('/company/proof', { answer, page: '/company/persons' })).statusCode).toBe(
      401,
    )
  })
})

describe('A person of company A', () => {
  /** Every form of a company that names something: with the id of B's, and with one that nobody has. */
  const forms = [
    ['/company/persons', 'person', 'personId'],
    ['/company/persons/end', 'person', 'personId'],
  ] as const

  it.each(forms)(
    'gets the same answer from %s for %s of company B as for one that is not there',
    async (url, field, id) => {
      const [ours, theirs] = [await aCompany(city), await aCompany(city)]
      const browser = await companysBrowser(portal, ours, '/company/persons')
      const answers = []
      for (const value of [theirs[id], newId()]) {
        const { statusCode, body } = await browser.submit(url, { [field]: value })
        answers.push([statusCode, body.replaceAll(/nonce="[^"]*"|[0-9a-f-]{36}/gu, '')])
      }
      expect(answers[0]).toEqual(answers[1])
      expect(answers[0]?.[0]).toBe(404)
      expect((await (await companysBrowser(portal, theirs)).open('/company')).statusCode).toBe(200)
    },
  )

  it('reads nothing of company B on any page', async () => {
    const [ours, theirs] = [await aCompany(city), await aCompany(city, { name: 'ひみつ薬局' })]
    const invited = await invitePerson(city, theirs, new Personal('ひみつの 担当'))
    if (!invited.ok) throw new Error(invited.because)
    await invitePersonAgain(city, theirs, invited.invitation.personId)
    for (const page of ['/company', '/company/persons', '/company/acts']) {
      const browser = await companysBrowser(portal, ours)
      for (const address of [page, `${page}?vendorId=${theirs.vendorId}&company=${theirs.vendorId}`]) {
        const opened = await browser.open(address)
        expect(opened.statusCode).toBe(200)
        expect(opened.body).not.toContain('ひみつ')
      }
      expect((await (await companysBrowser(portal, theirs)).open(page)).statusCode).toBe(200)
    }
  })
})
