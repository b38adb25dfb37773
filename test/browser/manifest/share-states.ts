/** What a resident shows to a doctor: to be made, made, opened, ended; and what whoever opens it sees. */
import { createHash } from 'node:crypto'
import { openShare } from '../../../src/exchange/index.ts'
import { addDays, localDayOf, Personal } from '../../../src/kernel/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { makeShare } from '../../../src/shares/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { provenFor } from '../../support/proven.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

/** What whoever shows something, and whoever opens it, say in their own words. */
export const sharersWords = {
  office: 'サンプル医院',
  note: '○○整形外科',
  opener: '○○整形外科 医師',
} as const

const nobodys = 'A'.repeat(43)
const asked = paths.openShare(':code')

export async function shareStates(
  { city: { tenant } }: SeededCity,
  nobodyYet: Actor,
  user: Actor,
): Promise<ExampleState[]> {
  const sessionHash = createHash('sha256').update(user.token).digest()
  const now = tenant.clock.now()
  const share = async (once: boolean, note: string) => {
    const days = { from: localDayOf(addDays(now, -29)), to: localDayOf(now) }
    const items = ['activity.steps', 'body.weight', 'medical.medication'] as const
    const wish = { ...days, items, period: '7-days' as const, once, note: new Personal(note) }
    const made = await makeShare(tenant, provenFor('agree', user.residentId), wish, { sessionHash })
    if (!made.ok) throw new Error(made.because)
    return made.code
  }
  const used = await share(true, sharersWords.note)
  await openShare(tenant, { code: used, said: new Personal(sharersWords.opener) })
  const code = await share(false, sharersWords.office)
  const [list, make] = [paths.shares, paths.newShare]
  const open = { route: asked, as: null, path: paths.openShare(code.reveal()), neverAlike: true } as const
  return [
    { route: list, name: 'nothing shown', as: nobodyYet, path: list },
    { route: list, name: 'one open, one over', as: user, path: list },
    { route: list, name: 'just ended', as: nobodyYet, announces: true, path: `${list}?done=ended` },
    { route: make, name: 'nothing to show', as: nobodyYet, path: make },
    { route: make, name: 'asked', as: user, path: make },
    {
      route: make,
      name: 'nothing chosen',
      as: user,
      announces: true,
      soonOver: true,
      path: make,
      then: async (page) => {
        await page.locator('main button[type=submit]').first().click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    {
      route: make,
      name: 'to be shown',
      as: user,
      soonOver: true,
      neverAlike: true,
      path: make,
      then: async (page) => {
        await page.locator('main input[type=checkbox]').first().check()
        await page.locator('main input[name=period]').first().check()
        await page.locator('main input[name=times]').last().check()
        await page.locator('main button[type=submit]').first().click()
        await page.locator('.qr svg').first().waitFor()
      },
    },
    { route: asked, name: 'asked', as: null, path: paths.openShare(nobodys) },
    {
      ...open,
      name: 'opened',
      soonOver: true,
      then: async (page) => {
        await page.locator('#said').fill(sharersWords.office)
        await page.locator('main button[type=submit]').first().click()
        await page.locator('main h2').first().waitFor()
      },
    },
    {
      route: asked,
      name: 'not open',
      as: null,
      announces: true,
      soonOver: true,
      path: paths.openShare(nobodys),
      then: async (page) => {
        await page.locator('#said').fill(sharersWords.office)
        await page.locator('main button[type=submit]').first().click()
        await page.locator('.message.warning').first().waitFor()
      },
    },
  ]
}
