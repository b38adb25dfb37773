/** An app that asks, and one that was let in. */
import { authorizationPath, registerApp } from '../../../src/identity/index.ts'
import { insertDocument } from '../../../src/identity/openid/document-store.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { SeededCity } from '../../support/browser.ts'
import { challengeOf } from '../../support/app.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

const appId = 'app.example-walk'
const redirectUri = 'https://app.example/back'
/** Of the demonstration: a moment that is no other page's. */
const letInAt = new Date('2026-11-23T00:30:00Z')

export async function appStates(
  { city: { tenant } }: SeededCity,
  nobodyYet: Actor,
  user: Actor,
): Promise<ExampleState[]> {
  const about = { name: 'サンプルウォーク', maker: 'サンプルソフト', redirectUris: [redirectUri] }
  const scopes = ['me:read', 'me:stop', 'me:agree', 'me:deposit'] as const
  const registered = await registerApp(tenant, null, { appId, ...about, scopes, jwks: null })
  if (!registered.ok) throw new Error(registered.because)
  await tenant.database.query(
    `insert into identity.app_links
       (link_hash, resident_id, app_id, scopes, proven_at, let_in_at, ends_at, last_used_at)
     values (decode(repeat('0a', 32), 'hex'), $1, $2, '["me:read","me:stop"]', $3, $3, $4, $3)`,
    [user.residentId, appId, letInAt, new Date(letInAt.getTime() + 90 * 86_400_000)],
  )
  const asked = {
    ...{ appId, redirectUri, scopes, state: null, codeChallenge: challengeOf('example') },
    ...{ maxAge: null, dpopJkt: null, askedAt: letInAt.toISOString() },
  }
  const app = 'an-app-asks-this-browser'
  const expiresAt = new Date(Date.now() + 86_400_000)
  await insertDocument(tenant.database, 'AppAsked', app, asked, { now: new Date(), expiresAt })
  const [ask, list] = [paths.letAppIn, paths.apps]
  return [
    { route: ask, name: 'asked', as: nobodyYet, app, path: ask },
    {
      route: ask,
      name: 'nothing chosen',
      as: nobodyYet,
      app,
      announces: true,
      path: ask,
      then: async (page) => {
        await page.locator('main button[type=submit]').first().click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    { route: null, name: 'nothing asked', as: nobodyYet, path: ask },
    {
      route: null,
      name: 'an app that is not known',
      as: null,
      path: `${authorizationPath}?client_id=app.none`,
    },
    { route: list, name: 'none', as: nobodyYet, path: list },
    { route: list, name: 'one', as: user, path: list },
    { route: list, name: 'just ended', as: nobodyYet, announces: true, path: `${list}?done=ended` },
  ]
}
