import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { typing } from '../../test/support/typing.ts'
import { apps } from '../identity/index.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
}, startingMs)
afterAll(() => city.close())

const azukari = (typed: string) => typing(`city-apps ${typed}`, city.environment)
const appCalled = async (id: string) => (await apps(city.tenant)).find(({ appId }) => appId === id)
const back = 'https://app.example/back'

describe('azukari city-apps', () => {
  it('registers an app, changes what it may ask for, and ends it', async () => {
    const about = `--id app.walk --name 歩く --maker 見本ソフト --redirects ${back}`
    expect((await azukari(`register ${about} --scopes me:read,me:stop`)).status).toBe(0)
    expect(await appCalled('app.walk')).toMatchObject({ scopes: ['me:read', 'me:stop'], jwks: null })
    const other = 'com.example.walk:/back'
    const change = `allow --id app.walk --scopes me:read --redirects ${other}`
    expect((await azukari(change)).status).toBe(0)
    expect(await appCalled('app.walk')).toMatchObject({ scopes: ['me:read'], redirectUris: [other] })
    expect((await azukari('end --id app.walk')).status).toBe(0)
    expect((await azukari('list')).stdout).toContain('app.walk  歩く（見本ソフト）  終了 · ended')
    expect((await azukari(change)).stderr).toContain('not registered with this city')
  })

  it.each([
    [`register --id city.two --name 歩く --maker 見本 --scopes me:read --redirects ${back}`, 2, '--id'],
    [
      `register --id app.two --name 歩く --maker 見本 --scopes admin:items --redirects ${back}`,
      2,
      '--scopes',
    ],
    [
      'register --id app.two --name 歩く --maker 見本 --scopes me:read --redirects javascript:x',
      2,
      '--redirects',
    ],
    [
      `register --id app.two --name 歩く --maker 見本 --scopes me:read --redirects ${back} --keys /no`,
      1,
      'no JWK',
    ],
    ['end --id app.two', 1, 'not registered with this city'],
  ])('%s is refused', async (typed, code, said) => {
    const { status, stderr } = await azukari(typed)
    expect([status, stderr]).toEqual([code, expect.stringContaining(said)])
    expect(await appCalled('app.two')).toBeUndefined()
  })
})
