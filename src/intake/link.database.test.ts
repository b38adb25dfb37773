import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps } from '../../test/support/app.ts'
import { aResident, by } from '../../test/support/city.ts'
import { aLinkCode, recordedDead, TestPartner } from '../../test/support/partner.ts'
import { linkPartner, ownPartners } from '../identity/index.ts'
import { readLinkCode } from '../identity/partner/link-code.ts'
import { atMost } from '../identity/partner/rules.ts'
import type { ResidentId } from '../residents/index.ts'
import { leave } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
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
    await recordedDead(city, dead)
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
