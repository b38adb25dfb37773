import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { aResident } from '../../../test/support/city.ts'
import { appScopes, sessionsOf, type AppScope } from '../../identity/index.ts'
import { leaveNotice, noticesOf, wishOf } from '../../notices/index.ts'
import type { ResidentId } from '../../residents/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)

async function somebody(scopes: readonly AppScope[] = appScopes) {
  const residentId = await aResident(city)
  return { residentId, ...(await app.tokens(residentId, scopes)) }
}
const post = (token: string, path: string, body: object, key: string = randomUUID()) =>
  callMe(scene, token, 'POST', `/me/v1${path}`, { body, key })
const get = (token: string, path: string) => callMe(scene, token, 'GET', `/me/v1${path}`)
const told = (residentId: ResidentId) =>
  leaveNotice(city.database, residentId, { kind: 'card-issued' }, city.clock.now())
const unread = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.filter(({ isRead }) => !isRead).map(({ kind }) => kind)
const kindsTold = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)

describe('An app that may change settings', () => {
  it('marks as read what its resident was shown, and nothing that came meanwhile', async () => {
    const { residentId, access } = await somebody()
    const { notices } = (await get(access, '/notices')).body
    city.clock.advance(1000)
    await told(residentId)
    const { status } = await post(access, '/notices/read', { upTo: notices[0].noticeId })
    expect([status, await unread(residentId)]).toEqual([200, ['card-issued']])
  })

  it('marks nothing of anybody else as read', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const { notices } = (await get(one.access, '/notices')).body
    await post(other.access, '/notices/read', { upTo: notices[0].noticeId })
    expect([await unread(one.residentId), await unread(other.residentId)]).toEqual([
      ['app-let-in'],
      ['app-let-in'],
    ])
  })

  it('says how they want to be told, of which they are told', async () => {
    const { residentId, access } = await somebody()
    expect((await get(access, '/notices')).body.wish).toBe('here')
    expect((await post(access, '/notices/wish', { way: 'mail' })).status).toBe(200)
    expect(await wishOf(city, residentId)).toMatchObject({ by: 'mail' })
    expect((await get(access, '/notices')).body.wish).toBe('mail')
    expect(await kindsTold(residentId)).toContain('telling-changed')
    expect((await post(access, '/notices/wish', { way: 'telephone' })).status).toBe(400)
  })

  it('does it once for a key: a repeat undoes nothing that was changed since', async () => {
    const { residentId, access } = await somebody()
    const key = randomUUID()
    await post(access, '/notices/wish', { way: 'mail' }, key)
    await post(access, '/notices/wish', { way: 'here' })
    expect((await post(access, '/notices/wish', { way: 'mail' }, key)).status).toBe(200)
    expect(await wishOf(city, residentId)).toMatchObject({ by: 'here' })
    const other = await post(access, '/notices/wish', { way: 'here' }, key)
    expect([other.status, other.body.because]).toEqual([409, 'key-used'])
  })

  it('ends one browser in which its resident is signed in, and they are told', async () => {
    const { residentId, access } = await somebody()
    const phone = await scene.signedIn(residentId)
    expect((await phone.open('/home')).statusCode).toBe(200)
    const { sessions } = (await get(access, '/sessions')).body
    expect(sessions).toHaveLength(2)
    for (const { session } of sessions)
      expect((await post(access, '/sessions/end', { session })).status).toBe(200)
    expect((await phone.open('/home')).statusCode).toBe(401)
    expect((await kindsTold(residentId)).filter((kind) => kind === 'sessions-ended')).toHaveLength(2)
    expect((await get(access, '/app')).status).toBe(200)
  })

  it('ends all of them', async () => {
    const { residentId, access } = await somebody()
    await scene.signedIn(residentId)
    expect((await post(access, '/sessions/end', { everywhere: true })).status).toBe(200)
    expect(await sessionsOf(city, residentId)).toEqual([])
    expect(await kindsTold(residentId)).toContain('sessions-ended')
  })

  it('ends none of anybody else, and is not told whether there is one', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const [{ session }] = (await get(one.access, '/sessions')).body.sessions
    const answers = [
      await post(other.access, '/sessions/end', { session }),
      await post(other.access, '/sessions/end', { session: 'f'.repeat(64) }),
    ]
    const [theirs, nobodys] = answers.map(({ status, body }) => [status, body.because])
    expect(theirs).toEqual([404, 'not-found'])
    expect(nobodys).toEqual(theirs)
    await post(other.access, '/sessions/end', { everywhere: true })
    expect(await sessionsOf(city, one.residentId)).toHaveLength(1)
  })

  it.each([{}, { session: 'x' }, { everywhere: false }, { everywhere: true, session: 'f'.repeat(64) }])(
    'not with %o',
    async (body) => {
      const { residentId, access } = await somebody()
      expect((await post(access, '/sessions/end', body)).status).toBe(400)
      expect(await sessionsOf(city, residentId)).toHaveLength(1)
    },
  )
})
