import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../../test/support/app.ts'
import { aResident } from '../../../test/support/city.ts'
import { textOf } from '../../../test/support/resident-page.ts'
import type { ResidentId } from '../../residents/index.ts'
import { apps, changeApp, endApp, endCard, issueCard, ownApps } from '../index.ts'

const scene = await aCityWithApps()
const { city } = scene
const residentId = await aResident(city)

const read = (token: string) => callMe(scene, token, 'GET', '/me/v1/app')

describe('What ends an app', () => {
  const yes = { useId: randomUUID(), version: 1, items: ['activity.steps'] }
  const ended = [401, 'bad-token'] as const
  const table: readonly (readonly [
    string,
    readonly [number, string],
    (of: ResidentId, app: TestApp) => Promise<unknown>,
  ])[] = [
    [
      'its resident, on their page',
      ended,
      async (of) => {
        const browser = await scene.signedIn(of, { agoMs: 20 * 60_000 })
        await browser.open('/settings/apps')
        const [link] = await ownApps(city, of)
        expect(
          (await browser.submit('/settings/apps/end', { app: link?.linkHash.toString('hex') ?? '' }))
            .statusCode,
        ).toBe(303)
      },
    ],
    ['a new card', ended, (of) => issueCard(city, of)],
    ['the loss of a card', ended, (of) => endCard(city, of)],
    ['the city', ended, (_, app) => endApp(city, null, app.appId)],
    [
      'the city, which takes its scopes away',
      [403, 'no-scope'],
      (_, app) => changeApp(city, null, { appId: app.appId, scopes: [] }),
    ],
    ['being let in anew', ended, async (of, app) => app.tokens(of)],
  ]

  it.each(table)('%s: from the next request on, %j', async (_, expected, end) => {
    const own = await aResident(city)
    await issueCard(city, own)
    const app = await TestApp.registered(scene)
    const { access, refresh } = await app.tokens(own)
    expect((await read(access)).status).toBe(200)
    await end(own, app)
    // Agreeing says the same, and not that the resident has to let it in again.
    for (const answer of [
      await read(access),
      await callMe(scene, access, 'POST', '/me/v1/consents', { body: yes }),
    ])
      expect([answer.status, answer.body.because]).toEqual(expected)
    expect((await app.renew(refresh)).statusCode).toBeGreaterThanOrEqual(400)
  })

  it('is not that the city takes a part: of what is left the app hears, and no more', async () => {
    const app = await TestApp.registered(scene)
    const { access, refresh } = await app.tokens(await aResident(city), ['me:read', 'me:stop'])
    await changeApp(city, null, { appId: app.appId, scopes: ['me:read', 'me:agree'] })
    expect((await read(access)).body.scopes).toEqual(['me:read'])
    const renewed = (await app.renew(refresh)).json()
    expect(renewed.scope).toBe('me:read')
    const stop = await callMe(scene, renewed.access_token, 'POST', '/me/v1/stops', {
      body: { everything: true },
    })
    expect([stop.status, stop.body.because]).toEqual([403, 'no-scope'])
    expect(stop.text).toMatch(/administrator|管理者/u)
  })

  it('taken by the city in part, or whole, is shown so to the resident, and not as what the app may', async () => {
    const app = await TestApp.registered(scene)
    const owner = await aResident(city)
    await app.tokens(owner, ['me:read', 'me:stop'])
    const browser = await scene.signedIn(owner)
    const shown = async () => textOf(await browser.open('/settings/apps'))
    expect(await shown()).toMatch(/させてよいこと 見る 止める 使えるようにした日時/u)
    await changeApp(city, null, { appId: app.appId, scopes: ['me:read'] })
    expect(await shown()).toMatch(/させてよいこと 見る 市が終わりにしたこと 止める 使えるようにした日時/u)
    await changeApp(city, null, { appId: app.appId, scopes: ['me:deposit'] })
    expect(await shown()).toMatch(
      /させてよいこと 何もできません。市が、ぜんぶ終わりにしました。 市が終わりにしたこと 見る 止める 使える/u,
    )
    await changeApp(city, null, { appId: app.appId, scopes: ['me:read', 'me:stop'] })
    expect(await shown()).not.toContain('市が終わりにした')
  })

  it('is not that it takes all that was let in: then nothing is renewed until it gives some back', async () => {
    const app = await TestApp.registered(scene)
    const { access, refresh } = await app.tokens(await aResident(city), ['me:stop'])
    await changeApp(city, null, { appId: app.appId, scopes: ['me:read'] })
    expect((await app.renew(refresh)).statusCode).toBe(400)
    expect((await read(access)).body.because).toBe('not-let-in')
    await changeApp(city, null, { appId: app.appId, scopes: ['me:stop'] })
    expect((await app.renew(refresh)).json().scope).toBe('me:stop')
  })

  it('is nothing that somebody else may do', async () => {
    const other = await aResident(city)
    const app = await TestApp.registered(scene)
    const { access } = await app.tokens(residentId)
    const link = (await ownApps(city, residentId)).find(({ appId }) => appId === app.appId)
    const browser = await scene.signedIn(other)
    await browser.open('/settings')
    expect(
      (await browser.submit('/settings/apps/end', { app: link?.linkHash.toString('hex') ?? '' })).statusCode,
    ).toBe(404)
    expect((await read(access)).status).toBe(200)
  })

  it.each([1, 2, 3, 4, 5, 6])(
    'is the city, also while somebody else of it changes the app (%i)',
    async () => {
      const { appId } = await TestApp.registered(scene)
      const changed = changeApp(city, null, { appId, scopes: ['me:read'] })
      const other = changeApp(city, null, { appId, scopes: ['me:stop'] })
      expect(await endApp(city, null, appId)).toEqual({ ok: true })
      for (const one of [await changed, await other])
        if (!one.ok) expect(['changed-meanwhile', 'unknown-app']).toContain(one.because)
      expect((await apps(city)).find((one) => one.appId === appId)).toMatchObject({ kind: 'ended' })
    },
  )

  it('is time, after ninety days', async () => {
    await (await TestApp.registered(scene)).tokens(residentId)
    const after = (days: number) => ownApps(city, residentId, new Date(Date.now() + days * 86_400_000))
    expect(await after(89)).not.toEqual([])
    expect(await after(90)).toEqual([])
  })
})
