/** A clinic that may send data: to be linked, linked, and its code. */
import { makeClientKeyPair, registerProgram } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { SeededCity } from '../../support/browser.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

const programId = 'city.example-clinic'
/** Of the demonstration: a moment that is no other page's. */
const linkedAt = new Date('2026-11-23T00:40:00Z')
const items = ['activity.steps', 'body.weight', 'medical.medication'] as const

export async function partnerStates(
  { city: { tenant } }: SeededCity,
  nobodyYet: Actor,
  user: Actor,
): Promise<ExampleState[]> {
  const about = { programId, name: 'サンプルクリニック', scopes: ['intake:deposit'] as const, items }
  const jwks = (await makeClientKeyPair()).publicJwks
  const registered = await registerProgram(tenant, null, { ...about, jwks })
  if (!registered.ok) throw new Error(registered.because)
  await tenant.database.query(
    `insert into identity.partner_links
       (link_hash, resident_id, program_id, items, key_hash, linked_at, ends_at)
     values (decode(repeat('0b', 32), 'hex'), $1, $2, '["activity.steps","body.weight"]',
             decode(repeat('0c', 32), 'hex'), $3, $4)`,
    [user.residentId, programId, linkedAt, new Date(linkedAt.getTime() + 365 * 86_400_000)],
  )
  const [list, choose] = [paths.partners, paths.choosePartner]
  const question = `${choose}?partner=${programId}`
  return [
    { route: list, name: 'one to link', as: nobodyYet, path: list },
    { route: list, name: 'one linked', as: user, path: list },
    { route: list, name: 'just ended', as: nobodyYet, announces: true, path: `${list}?done=ended` },
    { route: choose, name: 'asked', as: nobodyYet, path: question },
    {
      route: choose,
      name: 'nothing chosen',
      as: nobodyYet,
      announces: true,
      soonOver: true,
      path: question,
      then: async (page) => {
        await page.locator('main button[type=submit]').first().click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    {
      route: choose,
      name: 'a code to tell',
      as: nobodyYet,
      soonOver: true,
      neverAlike: true,
      path: question,
      then: async (page) => {
        await page.locator('main input[type=checkbox]').first().check()
        await page.locator('main button[type=submit]').first().click()
        await page.locator('.figures').first().waitFor()
      },
    },
  ]
}
