import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { aResident, by } from '../../test/support/city.ts'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { aLinkCode, TestPartner } from '../../test/support/partner.ts'
import { aProgram, askForProgramToken, programToken } from '../../test/support/program.ts'
import { aMember } from '../../test/support/staff.ts'
import { eraseEverything } from '../erasure/index.ts'
import { changeScopes, endCard, endProgram, issueCard, linkPartner, ownPartners } from '../identity/index.ts'
import { readLinkCode } from '../identity/partner/link-code.ts'
import { atMost } from '../identity/partner/rules.ts'
import type { ResidentId } from '../residents/index.ts'
import { comeBack, leave, recordDeath } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
const nothing = '11111111-1111-4111-8111-111111111111'
const told = async (of: ResidentId) => (await noticesOf(city, of, null)).shown.map(({ kind }) => kind)

describe('A code that a resident tells at a partner’s', () => {
  it('becomes a link for what they chose, which they are told of', async () => {
    const residentId = await aResident(city)
    const code = await aLinkCode(city, residentId, partner.programId, ['activity.steps', 'sleep.stage'])
    const { status, body, text } = await partner.link(code.replace(/(\d{4})/gu, '$1 '))
    // What the partner may not bring was not chosen, whatever a form says.
    expect([status, body.items]).toEqual([201, ['activity.steps']])
    expect(text).not.toContain(residentId)
    expect(await ownPartners(city, residentId)).toMatchObject([
      { programId: partner.programId, items: ['activity.steps'], name: 'みほん医院' },
    ])
    expect(await told(residentId)).toEqual(['partner-linked'])
  })

  it('is good once, also of two at the same moment', async () => {
    const residentId = await aResident(city)
    const code = await aLinkCode(city, residentId, partner.programId)
    const answers = await Promise.all([1, 2, 3, 4].map(() => partner.link(code)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422])
    expect(await ownPartners(city, residentId)).toHaveLength(1)
  })

  it('sent again under its key is the same link; another code under it is refused', async () => {
    const [one, other] = [await aResident(city), await aResident(city)]
    const [key, code] = [randomUUID(), await aLinkCode(city, one, partner.programId)]
    const first = await partner.link(code, key)
    expect(first.status).toBe(201)
    expect(await partner.link(code, key)).toEqual(first)
    const second = await partner.link(await aLinkCode(city, other, partner.programId), key)
    expect([second.status, second.body.because]).toEqual([409, 'key-used'])
    expect(await ownPartners(city, other)).toEqual([])
  })

  it('of two partners names nothing by which they could match their residents', async () => {
    const residentId = await aResident(city)
    const other = await TestPartner.registered(scene)
    const key = randomUUID()
    const links = []
    for (const each of [partner, other])
      links.push((await each.link(await aLinkCode(city, residentId, each.programId), key)).body.link)
    expect(new Set(links).size).toBe(2)
    expect(await ownPartners(city, residentId)).toHaveLength(2)
  })

  it('mistyped, used, of another partner, replaced or of somebody who has left is one answer, after the same time', async () => {
    const other = await TestPartner.registered(scene)
    const used = await aLinkCode(city, await aResident(city), partner.programId)
    await partner.link(used)
    const owned = await aResident(city)
    const replaced = await aLinkCode(city, owned, partner.programId)
    await aLinkCode(city, owned, partner.programId)
    const gone = await aResident(city)
    const left = await aLinkCode(city, gone, partner.programId)
    await leave(city, by(gone), 'left')
    const dead = await aResident(city)
    const ofDead = await aLinkCode(city, dead, partner.programId)
    await die(dead)
    const ofOther = await aLinkCode(city, await aResident(city), other.programId)
    const codes = ['', '1', '000000000000', '123456789012', used, ofOther, replaced, left, ofDead]
    const answers = []
    for (const code of codes) {
      const begun = performance.now()
      const { status, body } = await partner.link(code)
      answers.push({ status, body: { ...body, instance: undefined } })
      expect(performance.now() - begun).toBeGreaterThan(480)
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 422, body: { because: 'link-code-refused' } })
    // The code was never that partner's to use up.
    expect((await other.link(ofOther)).status).toBe(201)
  })

  it('is over after ten minutes', async () => {
    const [early, late] = [await aResident(city), await aResident(city)]
    const show = async (residentId: ResidentId, afterMs: number) => {
      const code = readLinkCode(await aLinkCode(city, residentId, partner.programId))
      const shown = { programId: partner.programId, code, idempotencyKey: randomUUID() }
      return linkPartner(city, shown, new Date(Date.now() + afterMs))
    }
    expect(await show(early, 10 * 60_000 - 1_000)).toMatchObject({ ok: true })
    expect(await show(late, 10 * 60_000)).toEqual({ ok: false, because: 'link-code-refused' })
  })

  it('is looked at no more, after thirty tries in a minute, right or wrong', async () => {
    const guesser = await TestPartner.registered(scene)
    const code = await aLinkCode(city, await aResident(city), guesser.programId)
    const at = new Date(Date.now() + 3_600_000)
    const shown = (typed: string) => ({
      programId: guesser.programId,
      code: readLinkCode(typed),
      idempotencyKey: randomUUID(),
    })
    const guesses = await Promise.all(
      Array.from({ length: atMost.codesAMinute + 5 }, () => linkPartner(city, shown('1234'), at)),
    )
    const because = guesses.map((guess) => (guess.ok ? '' : guess.because))
    expect(because.filter((why) => why === 'partner-too-often')).toHaveLength(5)
    expect(await linkPartner(city, shown(code), at)).toEqual({ ok: false, because: 'partner-too-often' })
    // Nobody else is held up by it.
    expect((await partner.link(await aLinkCode(city, await aResident(city), partner.programId))).status).toBe(
      201,
    )
  })
})

async function die(residentId: ResidentId) {
  const [one, two] = [await aMember(city, 'counter'), await aMember(city, 'counter')]
  const said = { staffId: one.staffId, secondStaffId: two.staffId, document: 'death-certificate' as const }
  expect((await recordDeath(city, by(residentId), said)).ok).toBe(true)
}

describe('What ends a link', () => {
  const table: readonly (readonly [string, (of: ResidentId, by: TestPartner) => Promise<unknown>])[] = [
    ['a new card', (of) => issueCard(city, of)],
    ['the loss of a card', (of) => endCard(city, of)],
    [
      'leaving, also for who comes back',
      (of) => leave(city, by(of), 'left').then(() => comeBack(city, by(of))),
    ],
    ['moving away', (of) => leave(city, by(of), 'moved-away')],
    ['death', die],
    ['erasing everything', (of) => eraseEverything(city, by(of))],
    ['the city, which ends the partner', (_, { programId }) => endProgram(city, null, programId)],
    [
      'the city, which takes its items away',
      (_, { programId }) => changeScopes(city, null, { programId, scopes: ['intake:deposit'] }),
    ],
    ['being linked anew', (of, anew) => anew.linked(of)],
  ]

  it.each(table)('%s: from the next request on', async (_, end) => {
    const own = await aResident(city)
    await issueCard(city, own)
    const its = await TestPartner.registered(scene)
    const link = await its.linked(own)
    expect((await its.look(link, nothing)).body.because).toBe('no-deposit')
    await end(own, its)
    const { status, body } = await its.look(link, nothing)
    expect([
      [404, 'no-link'],
      [401, 'bad-token'],
    ]).toContainEqual([status, body.because])
  })

  it('is the same for a code that waits', async () => {
    const own = await aResident(city)
    await issueCard(city, own)
    for (const end of [() => issueCard(city, own), () => endCard(city, own)]) {
      const code = await aLinkCode(city, own, partner.programId)
      await end()
      expect((await partner.link(code)).status).toBe(422)
    }
  })

  it('of another partner, made up, and none is one answer', async () => {
    const other = await TestPartner.registered(scene)
    const link = await other.linked(await aResident(city))
    const answers = []
    for (const named of [link, 'x'.repeat(43)]) {
      const { status, body } = await partner.look(named, nothing)
      answers.push(JSON.stringify([status, { ...body, instance: undefined }]))
    }
    expect(new Set(answers).size).toBe(1)
    expect((await other.look(link, nothing)).body.because).toBe('no-deposit')
  })
})

const routes = [
  ['POST', '/links', { code: '1' }],
  ['POST', `/links/${'x'.repeat(43)}/deposits`],
  ['GET', `/links/${'x'.repeat(43)}/deposits/${nothing}`],
  ['POST', `/links/${'x'.repeat(43)}/deposits/${nothing}/take-back`],
] as const

describe('A route of /intake', () => {
  it('is in the table above, and described', async () => {
    const document = scene.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> }
    const described = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/intake/'))
      .flatMap(([path, operations]) => Object.keys(operations).map((one) => `${one.toUpperCase()} ${path}`))
    const known = routes.map(([method, path]) =>
      `${method} /intake/v1${path}`.replace('x'.repeat(43), '{link}').replace(nothing, '{deposit}'),
    )
    expect(described.toSorted()).toEqual(known.toSorted())
    await expectDescribed(document)
  })

  it('opens to a partner’s token, and to none of a program, an app, a company, the sandbox', async () => {
    const company = await registerTestCompany(city)
    const app = await TestApp.registered(scene)
    const foreign = [
      await programToken(scene.app, scene.host, await aProgram(city, 'admin:items')),
      (await app.tokens(await aResident(city))).access,
      await tokenOf(scene.app, scene.host, company),
      await tokenOf(scene.app, scene.host, company, 'sandbox'),
      '',
    ]
    for (const [method, path, body] of routes) {
      const answer = await partner.call(method, path, body ? { body } : {})
      expect([401, 403], path).not.toContain(answer.status)
      for (const token of foreign)
        expect((await partner.call(method, path, { token, ...(body ? { body } : {}) })).status, path).toBe(
          401,
        )
    }
  })

  it('whose token it is opens nothing else, also of a program that may do both', async () => {
    const both = await aProgram(city, 'admin:items', 'intake:deposit')
    const tokens = []
    for (const scope of ['admin:items', 'intake:deposit', 'admin:items intake:deposit']) {
      const answer = await askForProgramToken(scene.app, scene.host, both, { scope })
      tokens.push(answer.json<{ access_token: string }>().access_token)
    }
    const [forAdmin = '', forIntake = '', mixed = ''] = tokens
    expect(tokens.map((token) => decodeJwt(token)['scope'])).toEqual([
      ...['admin:items', 'intake:deposit', 'admin:items'],
    ])
    for (const token of [forAdmin, mixed])
      expect((await partner.call(...routes[2], { token })).status).toBe(401)
    expect((await partner.call(...routes[2], { token: forIntake })).body.because).toBe('no-link')
    for (const token of [forIntake, partner.token])
      for (const path of ['/me/v1/app', '/me/v1/deposits'])
        expect((await callMe(scene, token, 'GET', path)).status).toBe(401)
  })
})
