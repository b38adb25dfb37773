import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import {
  agree,
  almostJoined,
  anAddress,
  countResidents,
  lastStep,
  newcomer,
  showCode,
  signedInAs,
  tell,
} from '../../../../test/support/join-steps.ts'
import { aCode, aCohort } from '../../../../test/support/joining.ts'
import { codeSentTo, wrongCode } from '../../../../test/support/mail-codes.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { asOwner } from '../../../../test/support/tenant.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { mailAddressOf, sessionsOf } from '../../../identity/index.ts'
import { closeCohortWith, cohortOf, forgetUnfinished } from '../../../joining/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import { findResident, hasAgreedToTerms, publishTerms } from '../../../residents/index.ts'

const { city, mailbox, portal } = await aCityWithMail()
await publishTerms(city, termsForTests)
const cohortId = await aCohort(city, { places: 1000 })

const flat = (page: { body: string }) => textOf(page).replaceAll(' ', '')
const begun = (code: string, email?: string, typed?: Record<string, string>) =>
  almostJoined({ portal, mailbox }, code, email, typed)

describe('Somebody with an invitation', () => {
  it('joins, is signed in anew, has agreed to the terms and to nothing else, and is counted', async () => {
    const { browser, email, mailCode } = await begun(await aCode(city, cohortId))
    browser.cookies.set('azukari-session', 'P'.repeat(43))
    await browser.open('/join/code')
    expect(await lastStep(browser, mailCode)).toMatchObject({ headers: { location: '/join/joined' } })
    expect(browser.cookies.get('azukari-session')).not.toBe('P'.repeat(43))
    expect(browser.cookies.has('azukari-joining')).toBe(false)
    expect(flat(await browser.open('/join/joined'))).toContain('どの会社もあなたのデータを使えません')
    const residentId = await signedInAs(city, browser)
    expect(await sessionsOf(city, residentId)).toMatchObject([{ way: 'mail', device: 'iphone/safari' }])
    const { identity } = (await findResident(city, residentId))!
    expect(identity.reveal()).toEqual({
      name: '参加 花',
      kana: 'サンカ ハナ',
      birthDate: '1950-03-04',
      email,
    })
    expect(await hasAgreedToTerms(city, residentId)).toBe(true)
    const told = (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
    expect(told, 'how they joined is no news').not.toContain('new-way-in')
    expect((await mailAddressOf(city, residentId))?.email.reveal()).toBe(email)
    const { rows } = await city.database.query('select from consent.grants where resident_id = $1', [
      residentId,
    ])
    expect(rows).toEqual([])
    expect((await cohortOf(city, cohortId))?.cohort).toMatchObject({ joined: 1, joinedAtBriefing: 0 })
  })

  it('uses their code up, and of two who come with one for one person one joins', async () => {
    const code = await aCode(city, cohortId)
    const both = [await begun(code), await begun(code)]
    const before = await countResidents(city)
    const answers = await Promise.all(both.map(({ browser, mailCode }) => lastStep(browser, mailCode)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422])
    expect(await countResidents(city)).toBe(before + 1)
    expect((await showCode(portal.browser(), code)).statusCode).toBe(422)
  })

  it('is asked in their language, and written to in it', async () => {
    const browser = portal.browser()
    await browser.open('/join?lang=en')
    await showCode(browser, await aCode(city, cohortId))
    await agree(browser)
    const email = anAddress()
    await tell(browser, { email })
    await browser.open('/join/code')
    await lastStep(browser, await codeSentTo(mailbox, email))
    expect(textOf(await browser.open('/join/joined'))).toContain('You have joined.')
  })

  it('leaves nothing behind when they do not agree, and may begin again', async () => {
    const before = await countResidents(city)
    const code = await aCode(city, cohortId)
    const browser = portal.browser()
    await showCode(browser, code)
    const answer = await agree(browser, 'refused')
    expect(answer.headers['location']).toBe('/join?done=refused')
    expect(flat(await browser.open('/join?done=refused'))).toContain('何も残っていません')
    expect(browser.cookies.has('azukari-joining')).toBe(false)
    const { rows } = await city.database.query(
      'select terms_version from joining.half_done where sealed is null',
    )
    expect(rows.filter((row: { terms_version: unknown }) => row.terms_version === null)).toEqual([])
    expect(await countResidents(city)).toBe(before)
    expect(await showCode(portal.browser(), code)).toMatchObject({ headers: { location: '/join/terms' } })
  })

  it('who has joined with a lost answer and tries again is there once, and is told so', async () => {
    const { browser, mailCode } = await begun(await aCode(city, cohortId, { goodFor: 5 }))
    const cookies = new Map(browser.cookies)
    await lastStep(browser, mailCode)
    const before = await countResidents(city)
    browser.cookies.clear()
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    expect(await lastStep(browser, mailCode)).toMatchObject({ headers: { location: '/join?done=joined' } })
    expect(flat(await browser.open('/join?done=joined'))).toContain('もう参加しています')
    for (const step of ['/join/terms', '/join/who', '/join/code'])
      expect((await browser.open(step)).headers['location'], step).toBe('/join?done=joined')
    expect(await countResidents(city)).toBe(before)
  })

  it('comes with the last step twice at the same moment and is there once', async () => {
    const { browser, mailCode } = await begun(await aCode(city, cohortId, { goodFor: 5 }))
    const before = await countResidents(city)
    const answers = await Promise.all(Array.from({ length: 4 }, () => lastStep(browser, mailCode)))
    expect(answers.filter(({ headers }) => headers['location'] === '/join/joined')).toHaveLength(1)
    expect(await countResidents(city)).toBe(before + 1)
  })
})

describe('Nobody joins', () => {
  it.each(['/join/terms', '/join/who', '/join/code'])('who begins at %s', async (step) => {
    const browser = portal.browser()
    expect(await browser.open(step)).toMatchObject({
      statusCode: 303,
      headers: { location: '/join?done=over' },
    })
  })

  it('without having agreed to the terms, whatever they send', async () => {
    const browser = portal.browser()
    await showCode(browser, await aCode(city, cohortId))
    await browser.open('/join/terms')
    const email = anAddress()
    const answer = await browser.submit('/join/who', { ...newcomer, email })
    expect(answer.headers['location']).toBe('/join?done=over')
    expect(mailbox.asked).not.toContain(email)
  })

  it('with terms that are not those in force', async () => {
    const browser = portal.browser()
    await showCode(browser, await aCode(city, cohortId))
    await browser.open('/join/terms')
    expect((await browser.submit('/join/terms', { version: '2', answer: 'agreed' })).statusCode).toBe(409)
    expect((await browser.open('/join/who')).headers['location']).toBe('/join/terms')
  })

  it('with what another browser has begun, or with its code', async () => {
    const [mine, theirs] = [
      await begun(await aCode(city, cohortId)),
      await begun(await aCode(city, cohortId)),
    ]
    const before = await countResidents(city)
    expect((await lastStep(mine.browser, theirs.mailCode)).statusCode).toBe(422)
    const thief = portal.browser()
    thief.cookies.set('azukari-code', theirs.browser.cookies.get('azukari-code') ?? '')
    await thief.open('/join')
    expect((await lastStep(thief, theirs.mailCode)).headers['location']).toBe('/join?done=over')
    expect(await countResidents(city)).toBe(before)
  })

  it('with a wrong code of the mail, or with the right one a second time', async () => {
    const code = await aCode(city, cohortId, { goodFor: 2 })
    const { browser, mailCode } = await begun(code)
    expect((await lastStep(browser, wrongCode(mailCode))).statusCode).toBe(422)
    const kept = browser.cookies.get('azukari-code') ?? ''
    await lastStep(browser, mailCode)
    const before = await countResidents(city)
    await showCode(browser, code)
    await agree(browser)
    browser.cookies.set('azukari-code', kept)
    await browser.open('/join/who')
    await browser.submit('/join/who', { ...newcomer, email: anAddress() })
    browser.cookies.set('azukari-code', kept)
    await browser.open('/join/who')
    expect((await lastStep(browser, mailCode)).statusCode).toBe(422)
    expect(await countResidents(city)).toBe(before)
  })

  it('whose cohort is closed before the last step, or at its moment, and they are told so', async () => {
    const closing = await aCohort(city)
    const [early, late] = [await begun(await aCode(city, closing)), await begun(await aCode(city, closing))]
    const before = await countResidents(city)
    let coming: ReturnType<typeof lastStep> | undefined
    await inTransaction(city.database, async (client) => {
      const made = { by: { programId: 'city.cohorts' }, at: city.clock.now() }
      await closeCohortWith(client, made, closing)
      coming = lastStep(early.browser, early.mailCode)
      const isOver = await Promise.race([coming.then(() => true), sleep(300, false)])
      expect(isOver).toBe(false)
    })
    for (const answer of [await coming!, await lastStep(late.browser, late.mailCode)]) {
      expect([answer.statusCode, flat(answer)]).toEqual([
        422,
        expect.stringContaining('募集が終わっています'),
      ])
      expect(answer.body, 'and nobody sends them back for another code').not.toContain('href="/join/who"')
      expect(flat(answer)).not.toContain('もう一度、お名前のページから')
    }
    expect(await countResidents(city)).toBe(before)
  })

  it('after an hour', async () => {
    const { browser, mailCode } = await begun(await aCode(city, cohortId))
    await asOwner(city, `update joining.half_done set expires_at = now() - interval '1 second'`)
    expect((await lastStep(browser, mailCode)).headers['location']).toBe('/join?done=over')
    await forgetUnfinished(city)
    expect((await city.database.query('select from joining.half_done')).rowCount).toBe(0)
  })

  it('by a form that is not ours', async () => {
    const { browser, mailCode } = await begun(await aCode(city, cohortId))
    for (const [page, fields] of [
      ['/join', { code: '1' }],
      ['/join/terms', { version: '1', answer: 'agreed' }],
      ['/join/who', newcomer],
      ['/join/code', { code: mailCode }],
    ] as const)
      expect((await browser.submit(page, { ...fields, _csrf: 'forged' })).statusCode, page).toBe(403)
  })

  it.each([
    // the clock of the city: today; born                              may join alone
    ['2008-11-28', '2026-11-27', false],
    ['2008-11-27', '2026-11-27', true],
  ] as const)('who is too young by a day: born on %s, on %s: may join %s', async (birthDate, today, may) => {
    const before = city.clock.now()
    city.clock.set(new Date(`${today}T03:00:00Z`))
    const young = await aCohort(city)
    const browser = portal.browser()
    await showCode(browser, await aCode(city, young))
    await agree(browser)
    const sealed = async () =>
      (await city.database.query('select from joining.half_done where sealed is not null')).rowCount
    const kept = await sealed()
    const answer = await tell(browser, { birthDate, email: anAddress() })
    expect(answer.statusCode).toBe(may ? 303 : 422)
    if (!may) {
      expect(flat(answer)).toContain('1人で参加できる年齢になってから')
      expect(flat(answer), 'nobody takes a child in there').not.toContain('窓口に来て')
      expect(await sealed(), 'nothing of a child is kept').toBe(kept)
    }
    city.clock.set(before)
  })

  it('who is too young by the day on which they come with the code', async () => {
    const before = city.clock.now()
    city.clock.set(new Date('2026-11-27T03:00:00Z'))
    const young = await aCohort(city)
    const typed = { birthDate: '2008-11-27' }
    const { browser, mailCode } = await begun(await aCode(city, young), anAddress(), typed)
    city.clock.set(new Date('2026-11-26T03:00:00Z'))
    const [answer, people] = [await lastStep(browser, mailCode), await countResidents(city)]
    expect([answer.statusCode, flat(answer)]).toEqual([
      422,
      expect.stringContaining('1人で参加できる年齢になってから'),
    ])
    city.clock.set(before)
    expect(await countResidents(city)).toBe(people)
  })

  it.each([
    [{ name: '' }, 'name-error'],
    [{ kana: '漢字' }, 'kana-error'],
    [{ birthDate: '2月30日' }, 'birthDate-error'],
    [{ email: 'hanako' }, 'email-error'],
  ])('with %o, and what was typed stays', async (typed, error) => {
    const browser = portal.browser()
    await showCode(browser, await aCode(city, cohortId))
    await agree(browser)
    const answer = await tell(browser, { email: anAddress(), ...typed })
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${error}"`)])
  })
})
