import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { aResident, by, deposit, stepsFile } from '../../test/support/city.ts'
import { mergeTwo, two } from '../../test/support/merging.ts'
import { appScopes, ownApps } from '../identity/index.ts'
import { dayMs } from '../kernel/index.ts'
import { recordDeath, undoMerge } from '../leaving/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const somebody = async () => {
  const residentId = await aResident(city)
  return { residentId, ...(await app.tokens(residentId, appScopes)) }
}
const get = (token: string, path: string) => callMe(scene, token, 'GET', `/me/v1${path}`)

describe('Of an entry that was merged into another', () => {
  it('no app sees or does anything any more, nor anything of the one that remains', async () => {
    const { residentId: duplicate, access, refresh } = await somebody()
    const { residentId: remaining, access: other } = await somebody()
    expect((await mergeTwo(city, remaining, duplicate)).ok).toBe(true)
    for (const path of ['/app', '/history', '/deposits']) expect((await get(access, path)).status).toBe(401)
    const stop = { body: { everything: true }, key: randomUUID() }
    expect((await callMe(scene, access, 'POST', '/me/v1/stops', stop)).status).toBe(401)
    expect(await ownApps(city, duplicate)).toEqual([])
    expect((await app.renew(refresh)).statusCode).toBe(400)
    expect((await get(other, '/app')).status).toBe(200)
  })

  it('nor where its link is still there', async () => {
    const { residentId, access } = await somebody()
    const { residentId: remaining } = await somebody()
    await city.database.query(
      `update residents.residents set standing = 'merged', merged_into = $2, erase_at = $3 where resident_id = $1`,
      [residentId, remaining, city.clock.now()],
    )
    expect((await get(access, '/app')).status).toBe(401)
  })

  it('nor once that was a mistake: no app that it had comes back, and the one that remained shows nothing of it', async () => {
    const { residentId: duplicate, access, refresh } = await somebody()
    const { residentId: remaining, access: other } = await somebody()
    await deposit(city, duplicate, stepsFile({ '2026-11-01': 40_417 }))
    await mergeTwo(city, remaining, duplicate)
    city.clock.advance(15 * dayMs)
    const said = { ...two(), shownBy: 'other-own-document' } as const
    expect((await undoMerge(city, { remaining, duplicate }, said)).ok).toBe(true)
    expect((await get(access, '/app')).status).toBe(401)
    expect((await app.renew(refresh)).statusCode).toBe(400)
    expect(await ownApps(city, duplicate)).toEqual([])
    const whole = '/items/activity.steps/days?from=2026-11-01'
    const own = (await app.tokens(duplicate, appScopes)).access
    expect(JSON.stringify(await get(own, whole))).toContain('40417')
    for (const path of [whole, '/history', '/deposits', '/items', '/notices', '/look-ups', '/acts'])
      expect(JSON.stringify(await get(other, path)), path).not.toContain('40417')
  })
})

describe('Of somebody who has died', () => {
  it('no app sees or does anything any more', async () => {
    const { residentId, access, refresh } = await somebody()
    const said = { ...two(), document: 'death-certificate' } as const
    expect((await recordDeath(city, by(residentId), said)).ok).toBe(true)
    expect((await get(access, '/app')).status).toBe(401)
    expect((await app.renew(refresh)).statusCode).toBe(400)
  })
})
