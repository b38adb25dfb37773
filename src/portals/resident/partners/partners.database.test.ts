import { describe, expect, it } from 'vitest'
import { aCityWithApps } from '../../../../test/support/app.ts'
import { aCardHolder, typed } from '../../../../test/support/cards.ts'
import { aResident, by, stepsFile } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { TestPartner } from '../../../../test/support/partner.ts'
import { formIn, textOf } from '../../../../test/support/resident-page.ts'
import { changeScopes, endProgram, ownPartners } from '../../../identity/index.ts'
import { leave } from '../../../leaving/index.ts'
import { noticesOf } from '../../../notices/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const long = 11 * 60_000

const choose = (browser: TestBrowser, partner: string, items: readonly string[]) => {
  const fields = new URLSearchParams({ _csrf: browser.formToken, partner })
  for (const item of items) fields.append('item', item)
  return browser.post('/settings/partners/code', fields.toString())
}
const codeIn = (page: Answered) => /class="figures">([\d ]{14})</u.exec(page.body)?.[1] ?? ''
const choice = (partner: string) => `/settings/partners/choose?partner=${partner}`

describe('Where no place sends data yet', () => {
  it('the page says so', async () => {
    const browser = await scene.signedIn(await aResident(city))
    expect(textOf(await browser.open('/settings/partners'))).toContain('まだありません')
  })
})

describe('A resident whose clinic may send data', () => {
  it('chooses, tells the code there, sees what came and from whom, and ends it', async () => {
    const partner = await TestPartner.registered(scene)
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    expect(textOf(await browser.open('/settings/partners'))).toMatch(/みほん医院.*歩数/u)
    const question = await browser.open(choice(partner.programId))
    expect(textOf(question)).toMatch(/確認をお願いせずに.*歩数.*月経などの記録 とくに大切な情報/u)
    expect(question.body).not.toMatch(/<input[^>]*checked/u)
    const shown = await choose(browser, partner.programId, ['activity.steps'])
    expect([shown.statusCode, String(shown.headers['cache-control'])]).toEqual([200, 'no-store'])
    const { status, body } = await partner.link(codeIn(shown))
    expect([status, body.items]).toEqual([201, ['activity.steps']])
    const file = stepsFile({ '2026-11-02': 4321 })
    const { deposit } = (await partner.bring(body.link, file)).body
    await partner.settled(body.link, deposit)
    expect(textOf(await browser.open('/deposits'))).toContain('みほん医院から届きました')
    expect(textOf(await browser.open(`/deposits/${deposit}`))).toContain('みほん医院から届きました')

    // Long after having shown who they are: nothing is asked before ending.
    const later = await scene.signedIn(residentId, { agoMs: long })
    const page = await later.open('/settings/partners')
    const ended = await later.submit('/settings/partners/end', formIn(page, '/settings/partners/end'))
    expect(ended.headers['location']).toBe('/settings/partners?done=ended')
    expect((await partner.bring(body.link, file)).status).toBe(404)
    expect(await ownPartners(city, residentId)).toEqual([])
    const told = (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
    expect(told.toSorted()).toEqual(['data-deposited', 'partner-ended', 'partner-linked'])
  })

  it('shows who they are first, where that is long ago, and goes on with what they chose', async () => {
    const partner = await TestPartner.registered(scene)
    const { residentId, card } = await aCardHolder(city)
    const browser = await scene.signedIn(residentId, { agoMs: long })
    await browser.open(choice(partner.programId))
    const asked = await choose(browser, partner.programId, ['activity.steps'])
    expect([asked.statusCode, codeIn(asked)]).toEqual([403, ''])
    const { rows } = await city.database.query('select from identity.partner_codes where resident_id = $1', [
      residentId,
    ])
    expect(rows).toHaveLength(0)
    const proof = new URLSearchParams({
      _csrf: browser.formToken,
      action: 'agree',
      back: '/settings/partners/code',
      pin: typed(card).pin,
      typed: `partner=${partner.programId}&item=activity.steps`,
    })
    const proven = await browser.post('/sign-in/proof/pin', proof.toString())
    expect(textOf(proven).length).toBeGreaterThan(0)
  })

  it('is asked again where nothing is chosen, and gets nothing that the partner may not bring', async () => {
    const partner = await TestPartner.registered(scene, ['activity.steps'])
    const browser = await scene.signedIn(await aResident(city))
    await browser.open(choice(partner.programId))
    for (const items of [[], ['body.weight']]) {
      const answer = await choose(browser, partner.programId, items)
      expect([answer.statusCode, codeIn(answer)]).toEqual([422, ''])
      expect(textOf(answer)).toContain('1つ以上えらんでください')
    }
  })

  it('gets no code for a place that may bring nothing, has ended, or is none', async () => {
    const [ended, emptied] = [await TestPartner.registered(scene), await TestPartner.registered(scene)]
    await endProgram(city, null, ended.programId)
    await changeScopes(city, null, { programId: emptied.programId, scopes: ['intake:deposit'] })
    const browser = await scene.signedIn(await aResident(city))
    for (const partner of [ended.programId, emptied.programId, 'city.nobody']) {
      await browser.open('/settings')
      expect((await choose(browser, partner, ['activity.steps'])).statusCode).toBe(404)
      expect((await browser.open(choice(partner))).statusCode).toBe(404)
    }
  })

  it('gets none after having left', async () => {
    const partner = await TestPartner.registered(scene)
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await leave(city, by(residentId), 'left')
    await browser.open(choice(partner.programId))
    const answer = await choose(browser, partner.programId, ['activity.steps'])
    expect([answer.statusCode, codeIn(answer)]).toEqual([409, ''])
  })

  it('ends nothing of anybody else', async () => {
    const partner = await TestPartner.registered(scene)
    const [one, other] = [await aResident(city), await aResident(city)]
    await partner.linked(one)
    const [link] = await ownPartners(city, one)
    const browser = await scene.signedIn(other)
    await browser.open('/settings')
    const named = { link: link?.linkHash.toString('hex') ?? '' }
    expect((await browser.submit('/settings/partners/end', named)).statusCode).toBe(404)
    expect(await ownPartners(city, one)).toHaveLength(1)
  })

  it('does nothing that another site sends them to', async () => {
    const partner = await TestPartner.registered(scene)
    const residentId = await aResident(city)
    await partner.linked(residentId)
    const [link] = await ownPartners(city, residentId)
    const browser = await scene.signedIn(residentId)
    const forged = [
      ['/settings/partners/end', `link=${link?.linkHash.toString('hex') ?? ''}`],
      ['/settings/partners/code', `partner=${partner.programId}&item=activity.steps`],
    ] as const
    for (const [path, fields] of forged) {
      const answer = await browser.post(path, fields)
      expect([answer.statusCode, codeIn(answer)]).toEqual([403, ''])
    }
    expect(await ownPartners(city, residentId)).toHaveLength(1)
  })
})

describe('In a city that has had more programs than are listed', () => {
  it('the last one, too, may be linked, is shown by its name, and can be ended', async () => {
    const partner = await TestPartner.registered(scene)
    await city.database.query(
      `insert into identity.program_acts (program_id, number, kind, by_staff, name, scopes, items, jwks, happened_at)
       select 'city.aaa-' || n, 1, 'ended', by_staff, name, '[]', '[]', jwks, happened_at
         from identity.program_acts, generate_series(1, 200) as n where program_id = $1`,
      [partner.programId],
    )
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    expect((await browser.open(choice(partner.programId))).statusCode).toBe(200)
    const link = await partner.linked(residentId)
    await partner.settled(link, (await partner.bring(link, stepsFile({ '2026-11-02': 1 }))).body.deposit)
    expect(textOf(await browser.open('/deposits'))).toContain('みほん医院')
    const [own] = await ownPartners(city, residentId)
    expect(own?.name).toBe('みほん医院')
    const named = { link: own?.linkHash.toString('hex') ?? '' }
    expect((await browser.submit('/settings/partners/end', named)).statusCode).toBe(303)
    expect(await ownPartners(city, residentId)).toEqual([])
  })
})
