import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../test/support/city.ts'
import { actsOf } from '../../consent/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const use = await aUse(city, await aVendor(city))
const items = ['activity.steps', 'body.weight']
const no = { useId: use.useId, version: 1, items }

async function somebody() {
  const residentId = await aResident(city)
  return { residentId, ...(await app.tokens(residentId, ['me:stop'])) }
}
const refuse = (token: string, body: object, key: string = randomUUID()) =>
  callMe(scene, token, 'POST', '/me/v1/refusals', { body, key })

describe('An app that may stop', () => {
  it('says no for its resident, with a receipt and by its own door', async () => {
    const { residentId, access } = await somebody()
    const { status, body } = await refuse(access, no)
    expect([status, await answersOf(city, residentId)]).toEqual([
      200,
      { 'activity.steps': 'refused', 'body.weight': 'refused' },
    ])
    const [latest] = await actsOf(city, residentId, { before: null, limit: 1 })
    expect(latest).toMatchObject({ kind: 'refused', channel: 'app', receiptNumber: body.receiptNumber })
  })

  it('once for a key, and no more after that', async () => {
    const { residentId, access } = await somebody()
    const key = randomUUID()
    const first = await refuse(access, no, key)
    expect((await refuse(access, no, key)).body).toEqual(first.body)
    expect((await refuse(access, { ...no, items: ['activity.steps'] }, key)).body.because).toBe('key-used')
    expect(await actsOf(city, residentId, { before: null, limit: 10 })).toHaveLength(1)
  })

  it('by a no stops nothing that is allowed, and allows nothing', async () => {
    const { residentId, access } = await somebody()
    await agree(city, residentId, use, ['activity.steps'])
    await refuse(access, { ...no, items: ['activity.steps'] })
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it.each([
    ['of a version that was not asked', { version: 2 }, 409],
    ['to what the use does not ask for', { items: ['medical.medication'] }, 422],
    ['to nothing', { items: [] }, 400],
    ['to a use there is not', { useId: randomUUID() }, 404],
  ])('not %s', async (_, changed, status) => {
    const { residentId, access } = await somebody()
    expect((await refuse(access, { ...no, ...changed })).status).toBe(status)
    expect(await answersOf(city, residentId)).toEqual({})
  })
})
