import { randomUUID } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { aCityWithApps } from '../../test/support/app.ts'
import { expectNothingOf, mixed, named } from '../../test/support/brought-files.ts'
import { aResident, deposit, stepsFile } from '../../test/support/city.ts'
import { aLinkCode, TestPartner } from '../../test/support/partner.ts'
import { countFile, findPartnerLink } from '../identity/index.ts'
import { atMost } from '../identity/partner/rules.ts'
import type { LocalDay } from '../kernel/index.ts'
import { noticesOf } from '../notices/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import { depositsOf, filesPerPerson, holdingsOf, readingQueueOf, undoDeposit } from '../vault/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const partner = await TestPartner.registered(scene)
const steps = stepsFile({ '2026-11-02': 4321 })

const held = async (of: ResidentId) => (await holdingsOf(city, of)).map(({ item }) => item)
/** Nothing of theirs is being read any more, or waits to be settled. */
const over = (of: ResidentId) =>
  vi.waitFor(
    async () => {
      for (const { state } of await depositsOf(city, of)) expect(['reading', 'preview']).not.toContain(state)
    },
    { timeout: 10_000 },
  )
const kept = async (of: ResidentId) => {
  await over(of)
  expect((await depositsOf(city, of))[0]?.state).toBe('live')
}
const told = async (of: ResidentId) => (await noticesOf(city, of, null)).shown.map(({ kind }) => kind)
const nothingOf = (residentId: ResidentId) => expectNothingOf(city, residentId)

describe('A file that a partner brings', () => {
  it('is kept at once, of what the resident chose and no more, and stands among their deposits', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId, ['activity.steps'])
    const { status, body } = await partner.bring(link, mixed)
    expect(status).toBe(202)
    expect(await partner.settled(link, body.deposit)).toEqual({
      deposit: body.deposit,
      state: 'read',
      because: null,
      counts: [{ item: 'activity.steps', count: 1 }],
      leftOut: 2,
    })
    await kept(residentId)
    expect(await held(residentId)).toEqual(['activity.steps'])
    expect(await depositsOf(city, residentId)).toMatchObject([
      { state: 'live', programId: partner.programId, summary: { fileName: 'みほん医院' } },
    ])
    expect((await told(residentId)).toSorted()).toEqual(['data-deposited', 'partner-linked'])
  })

  it('keeps what says more than it seems to only where it was chosen by name', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId, ['body.weight', 'reproductive.cycle'])
    await partner.bring(link, mixed)
    await kept(residentId)
    expect((await held(residentId)).toSorted()).toEqual(['body.weight', 'reproductive.cycle'])
  })

  it('of which nothing was chosen leaves nothing, and nothing of it was ever sealed', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId, ['body.weight'])
    const { body } = await partner.bring(link, steps)
    expect(await partner.settled(link, body.deposit)).toMatchObject({ state: 'read', counts: [] })
    await over(residentId)
    await nothingOf(residentId)
  })

  it('that names another birth date is not kept, and the resident reads why', async () => {
    const residentId = await aResident(city)
    await partner.bring(await partner.linked(residentId), named('1900-01-01'))
    await over(residentId)
    await nothingOf(residentId)
    expect(await depositsOf(city, residentId)).toMatchObject([
      { state: 'refused', because: 'another-person' },
    ])
  })

  it('that was kept already is kept once', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId)
    await deposit(city, residentId, steps)
    await partner.bring(link, steps)
    await over(residentId)
    expect((await depositsOf(city, residentId)).filter(({ state }) => state === 'live')).toHaveLength(1)
  })

  it('that cannot be read is refused for what is wrong with it', async () => {
    const link = await partner.linked(await aResident(city))
    const { body } = await partner.bring(link, 'no file of any kind')
    expect(await partner.settled(link, body.deposit)).toMatchObject({
      state: 'not-read',
      because: 'not-recognised',
    })
    expect((await partner.bring(link, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413)
    expect((await partner.call('POST', `/links/${link}/deposits`, { body: {} })).status).toBe(415)
  })

  it('is not kept for who has not agreed to the terms, and they read why', async () => {
    const identity = { name: '新 太郎', kana: 'シン タロウ', birthDate: '1970-01-02' as LocalDay }
    const residentId = await enrolResident(city, identity)
    const link = await partner.linked(residentId)
    expect((await partner.bring(link, steps)).status).toBe(202)
    await over(residentId)
    await nothingOf(residentId)
    expect(await depositsOf(city, residentId)).toMatchObject([
      { state: 'refused', because: 'terms-not-agreed' },
    ])
  })

  it('is taken once for a key, and another one under it is refused', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId)
    const key = randomUUID()
    const first = await partner.bring(link, steps, { key })
    expect(await partner.bring(link, steps, { key })).toEqual(first)
    for (const other of [
      partner.bring(link, mixed, { key }),
      partner.bring(link, steps, { key, query: '?person=1' }),
      partner.takeBack(link, first.body.deposit, key),
    ])
      expect((await other).body.because).toBe('key-used')
    expect(await depositsOf(city, residentId)).toHaveLength(1)
  })
})

describe('What a partner has brought', () => {
  it('it may take back, exactly that, and the resident is told', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId)
    await deposit(city, residentId, stepsFile({ '2026-11-05': 7 }))
    const { body } = await partner.bring(link, steps)
    await kept(residentId)
    const key = randomUUID()
    expect(await partner.takeBack(link, body.deposit, key)).toMatchObject({ status: 200 })
    expect(await partner.takeBack(link, body.deposit, key)).toMatchObject({ status: 200 })
    expect((await depositsOf(city, residentId)).map(({ state }) => state).toSorted()).toEqual([
      'live',
      'undone',
    ])
    expect((await told(residentId)).filter((kind) => kind === 'deposit-taken-back')).toHaveLength(1)
    expect((await holdingsOf(city, residentId))[0]).toMatchObject({ days: 1, first: '2026-11-05' })
  })

  it('it hears nothing more of, when the resident takes it back', async () => {
    const residentId = await aResident(city)
    const link = await partner.linked(residentId)
    const { body } = await partner.bring(link, steps)
    const before = await partner.settled(link, body.deposit)
    await kept(residentId)
    expect(await undoDeposit(city, residentId, body.deposit)).toEqual({ ok: true })
    await nothingOf(residentId)
    expect((await partner.look(link, body.deposit)).body).toEqual(before)
    expect((await partner.takeBack(link, body.deposit)).status).toBe(200)
    expect(await told(residentId)).not.toContain('deposit-taken-back')
  })

  it('nobody else sees or takes back: no other partner, no other link, and not what the resident sent', async () => {
    const residentId = await aResident(city)
    const [link, other] = [await partner.linked(residentId), await TestPartner.registered(scene)]
    const { body } = await partner.bring(link, steps)
    await kept(residentId)
    const own = await deposit(city, residentId, stepsFile({ '2026-11-06': 8 }))
    const ways = [
      [other, await other.linked(residentId), body.deposit],
      [other, link, body.deposit],
      [partner, await partner.linked(await aResident(city)), body.deposit],
      [partner, link, own],
      [partner, await partner.linked(residentId), body.deposit],
    ] as const
    for (const [who, by, which] of ways) {
      expect((await who.look(by, which)).status).toBe(404)
      expect((await who.takeBack(by, which)).status).toBe(404)
    }
    const live = (await depositsOf(city, residentId)).filter(({ state }) => state === 'live')
    expect(live).toHaveLength(2)
  })

  it('names nobody in any answer, nor in the log', async () => {
    const residentId = await aResident(city)
    const code = await aLinkCode(city, residentId, partner.programId)
    const { body, text } = await partner.link(code)
    const brought = await partner.bring(body.link, steps)
    await partner.settled(body.link, brought.body.deposit)
    const looked = await partner.look(body.link, brought.body.deposit)
    for (const said of [text, looked.text, JSON.stringify(brought.body)]) {
      expect(said).not.toContain(residentId)
      expect(said).not.toContain('青葉')
    }
    const logged = JSON.stringify(scene.log.lines)
    for (const secret of [body.link, code, residentId]) expect(logged).not.toContain(secret)
  })
})

describe('How much a partner may bring', () => {
  it('at once is bounded, and takes no place of the resident’s own files', async () => {
    const residentId = await aResident(city)
    const its = await TestPartner.registered(scene)
    const link = await its.linked(residentId)
    const queue = readingQueueOf(scene.app.server)
    const placesOf = (whose: string) =>
      Array.from({ length: filesPerPerson }, () => queue.takePlace(`${city.id}/${whose}`))
    const own = placesOf(residentId)
    const first = await its.bring(link, steps)
    expect(first.status).toBe(202)
    await its.settled(link, first.body.deposit)
    // Its place of the first file is given back in the moment after that was read.
    const taken = await vi.waitFor(() => {
      const places = placesOf(its.programId)
      if (places.every((place) => place !== undefined)) return places
      for (const giveBack of places) giveBack?.()
      throw new Error('one is taken still')
    }, 10_000)
    expect((await its.bring(link, mixed)).body.because).toBe('too-many-files')
    for (const giveBack of [...own, ...taken]) giveBack?.()
    expect((await its.bring(link, mixed)).status).toBe(202)
  })

  it('in a day is bounded by link and by partner', async () => {
    const its = await TestPartner.registered(scene)
    const linkId = await its.linked(await aResident(city))
    const link = await findPartnerLink(city, { programId: its.programId, linkId })
    if (!link) throw new Error('not linked')
    for (let turn = 0; turn < atMost.filesOfALinkADay; turn += 1)
      expect(await countFile(city, link)).toBe(true)
    expect(await its.bring(linkId, steps)).toMatchObject({
      status: 429,
      body: { because: 'partner-too-often' },
    })
    const second = await its.linked(await aResident(city))
    expect((await its.bring(second, steps)).status).toBe(202)
    await city.database.query(
      `update identity.partner_counts set counted = $2 where program_id = $1 and what = 'files'`,
      [its.programId, atMost.filesOfAPartnerADay],
    )
    expect((await its.bring(second, mixed)).status).toBe(429)
  })
})
