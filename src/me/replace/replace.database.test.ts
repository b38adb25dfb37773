import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../test/support/city.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
const other = await aUse(city, await aVendor(city), { items: ['activity.steps', 'body.weight'] })
const body = { vendorId: use.vendorId, useId: other.useId, version: 1, items: ['body.weight'] }

async function somebody(scopes: Parameters<typeof app.tokens>[1]) {
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  city.clock.advance(1_000)
  return { residentId, ...(await app.tokens(residentId, scopes)) }
}
const replace = (token: string, wish: object, key: string = randomUUID()) =>
  callMe(scene, token, 'POST', '/me/v1/replacements', { body: wish, key })

describe('An app that may agree', () => {
  it('changes a company for another, once for its key', async () => {
    const { residentId, access } = await somebody(['me:agree'])
    const key = randomUUID()
    const replaced = await replace(access, body, key)
    expect(replaced).toMatchObject({
      status: 200,
      body: {
        agreedReceiptNumber: expect.any(String) as string,
        stoppedReceiptNumber: expect.any(String) as string,
        stillUnderWay: 0,
      },
    })
    expect((await replace(access, body, key)).body).toEqual(replaced.body)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'granted',
    })
  })

  it.each([
    [{ version: 2 }, 409, 'use-changed'],
    [{ items: ['heart.rate'] }, 422, 'item-not-in-use'],
    [{ vendorId: other.vendorId }, 422, 'same-company'],
    [{ useId: randomUUID() }, 404, 'not-found'],
  ])('does neither where one cannot be: %o', async (changed, status, because) => {
    const { residentId, access } = await somebody(['me:agree'])
    const refused = await replace(access, { ...body, ...changed })
    expect([refused.status, refused.body.because]).toEqual([status, because])
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('does it for nobody who has not let it in for that', async () => {
    const { residentId, access } = await somebody(['me:stop', 'me:read'])
    expect((await replace(access, body)).status).toBe(403)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })
})
