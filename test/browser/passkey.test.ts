/** Passkeys as chromium makes them: the whole way of the first administrator, by an authenticator of its own. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownPasskeys, staffMembers, startSession } from '../../src/identity/index.ts'
import { paths } from '../../src/portals/paths.ts'
import { aCardHolder } from '../support/cards.ts'
import { visit, type Visitor } from '../support/browser.ts'
import { launchChromium } from '../support/chromium.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { sessionFrom } from '../support/staff.ts'
import { typing } from '../support/typing.ts'

let city: ServedCity
let chromium: Browser
let visitor: Visitor

beforeAll(async () => {
  city = await serveCity()
  // Passkeys are good for the address that the city goes by, so it is served at that one.
  const { origin, port } = new URL(city.config.publicUrl)
  await city.start(Number(port))
  chromium = await launchChromium()
  visitor = await visit({ chromium, origin })
  await addAuthenticator(visitor.page)
}, startingMs)

afterAll(async () => {
  await chromium?.close()
  await city?.close()
})

/** As in a telephone: it keeps passkeys itself, and knows its owner by a finger. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const press = async (name: string, leadsTo: string) => {
  await visitor.page.getByRole('button', { name, exact: true }).click()
  await visitor.page.waitForURL((url) => url.pathname === leadsTo)
}

it('The first administrator comes in by an invitation, appoints somebody, leaves and comes back', async () => {
  const { page } = visitor
  const { stdout } = await typing('invite-administrator --name 管理一郎 --json', city.environment)
  const { address } = JSON.parse(stdout) as { address: string }
  await page.goto(address)
  expect(new URL(page.url()).hash, 'the invitation is out of the address').toBe('')
  expect(await page.locator('#invitation').inputValue()).toBe(new URL(address).hash.slice(1))
  await press('パスキーを登録する', paths.city)
  expect(await page.locator('main').innerText()).toContain('管理者')

  await page.goto(paths.staff)
  await page.locator('#name').fill('窓口花子')
  await page.getByLabel('窓口', { exact: true }).check()
  await press('任命して招待を作る', paths.staff)
  expect(await page.locator('main').innerText()).toMatch(/\/city\/invited#[\w-]{43}/u)

  await page.goto(paths.city)
  await press('サインアウトする', paths.citySignIn)
  await press('パスキーでサインインする', paths.city)

  const administrator = (await staffMembers(city.tenant)).find(({ standing }) => standing === 'active')
  if (!administrator) throw new Error('nobody is there')
  const stale = await sessionFrom(city.tenant, administrator.staffId, 6 * 60_000)
  const { origin } = new URL(city.config.publicUrl)
  await page.context().addCookies([{ name: 'azukari-staff', value: stale, url: origin }])
  await page.goto(paths.staff)
  expect(await page.locator('#name').count()).toBe(0)
  await press('パスキーで確かめる', paths.staff)
  await page.locator('#name').waitFor()
  expect(visitor.complaints()).toEqual([])
})

it('A resident registers a telephone once: the second time they are told that it is there', async () => {
  const { page } = visitor
  const { residentId } = await aCardHolder(city.tenant)
  const token = await startSession(city.tenant, residentId, 'card')
  const { origin } = new URL(city.config.publicUrl)
  await page.context().addCookies([{ name: 'azukari-session', value: token, url: origin }])
  for (const again of [false, true]) {
    await page.goto(paths.newPasskey)
    await page.locator('#name').fill('じぶんのスマホ')
    if (!again) await press('登録する', paths.passkeys)
    else await page.getByRole('button', { name: '登録する', exact: true }).click()
  }
  await page.getByText('このスマホやパソコンには、あなたのパスキーがもうあります').waitFor()
  expect(await page.title()).toContain('もうあります')
  expect(await ownPasskeys(city.tenant, residentId)).toHaveLength(1)
})

it('An invitation that was used says so, and no passkey comes of it', async () => {
  const { page } = visitor
  await page.goto(`${paths.cityInvited}#${'x'.repeat(43)}`)
  await page.getByRole('button', { name: 'パスキーを登録する' }).click()
  await page.getByText('この招待は使えません').waitFor()
})
