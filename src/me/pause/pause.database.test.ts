import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../test/support/city.ts'
import { addDays, localDayOf } from '../../kernel/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
const inDays = (days: number) => localDayOf(addDays(city.clock.now(), days))

async function somebody(scopes: Parameters<typeof app.tokens>[1]) {
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  return { residentId, ...(await app.tokens(residentId, scopes)) }
}
const post = (token: string, path: string, body: object) =>
  callMe(scene, token, 'POST', path, { body, key: randomUUID() })
const pause = (token: string, lastDay: string | null) =>
  post(token, '/me/v1/pauses', { what: { useId: use.useId }, lastDay })
const resume = (token: string) => post(token, '/me/v1/resumptions', { useId: use.useId, items: null })

describe('An app that may stop', () => {
  it('pauses, and makes a pause only stricter', async () => {
    const { residentId, access } = await somebody(['me:stop', 'me:read'])
    expect((await pause(access, inDays(3))).status).toBe(200)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'paused' })
    expect((await pause(access, inDays(1))).body.because).toBe('already-paused')
    expect((await pause(access, null)).status).toBe(200)
    const { body } = await callMe(scene, access, 'GET', '/me/v1/consents')
    expect(body['consents']).toMatchObject([{ state: 'paused', pausedUntil: null }])
  })

  it('pauses until no day that is over, and resumes nothing', async () => {
    const { residentId, access } = await somebody(['me:stop'])
    expect((await pause(access, inDays(-1))).status).toBe(422)
    await pause(access, null)
    expect((await resume(access)).status).toBe(403)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'paused' })
  })
})

describe('An app that may agree', () => {
  it('resumes just after the resident has shown who they are', async () => {
    const { residentId, access } = await somebody(['me:stop', 'me:agree'])
    await pause(access, null)
    const resumed = await resume(access)
    expect([resumed.status, resumed.body.receiptNumber]).toEqual([200, expect.any(String)])
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })
})
