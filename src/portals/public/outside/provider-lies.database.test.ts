import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goAndProve, pathOf } from '../../../../test/support/outside-provider/index.ts'
import {
  isSignedIn,
  openLinkedCity,
  type LinkedCity,
} from '../../../../test/support/outside-provider/linked-city.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'

let scene: LinkedCity
beforeAll(async () => {
  scene = await openLinkedCity()
})
afterAll(() => scene.close())

describe('What the provider answers', () => {
  it.each(['nonce', 'audience', 'issuer', 'expired', 'other-key', 'unsigned', 'shared-secret'] as const)(
    'is not believed when of the id token this is wrong: %s',
    async (fault) => {
      await scene.provider.be(fault)
      const pages = await scene.pagesWith()
      const browser = pages.browser()
      const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
      const answer = await browser.open(pathOf(back))
      await scene.provider.be('none')
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('確かめられませんでした')
      expect(await isSignedIn(browser)).toBe(false)
    },
  )

  it.each([
    ['broken', 503],
    ['slow', 503],
    ['huge', 403],
    ['moved', 403],
    ['authorization-elsewhere', 403],
  ] as const)(
    'is a page with what to do, and no way out, when it is %s',
    async (fault, status) => {
      await scene.provider.be(fault)
      const browser = (await scene.pagesWith()).browser()
      await browser.open('/sign-in/outside')
      const began = performance.now()
      const answer = await browser.submit('/sign-in/outside')
      await scene.provider.be('none')
      expect(performance.now() - began).toBeLessThan(8_000)
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['refresh']).toBeUndefined()
      expect(answer.body).toContain('href="/sign-in"')
    },
    20_000,
  )

  it('brings our assertion to no other origin', async () => {
    await scene.provider.be('token-elsewhere')
    const browser = (await scene.pagesWith()).browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await scene.provider.be('none')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
  })

  it('is not waited for when there is nobody', async () => {
    const browser = (await scene.pagesWith({ issuer: 'http://127.0.0.1:1' })).browser()
    await browser.open('/sign-in/outside')
    expect((await browser.submit('/sign-in/outside')).statusCode).toBe(503)
  })

  it('is as good when the assertion is addressed to the token endpoint', async () => {
    const browser = (await scene.pagesWith({ assertionAudience: 'token-endpoint' })).browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(303)
  })
})

describe('Where the city has no outside provider', () => {
  it('there are no such pages and no link to them', async () => {
    const plain = await openTestPortal(scene.city)
    const browser = await plain.signedIn(scene.hanako)
    for (const page of ['/sign-in/outside', '/settings/outside', '/outside/callback?state=x'])
      expect((await browser.open(page)).statusCode).toBe(404)
    expect((await browser.open('/settings')).body).not.toContain('/settings/outside')
  })
})
