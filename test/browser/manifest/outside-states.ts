/** Signing in by an outside provider, and the link to it. */
import { randomBytes } from 'node:crypto'
import { paths } from '../../../src/portals/paths.ts'
import type { SeededCity } from '../../support/browser.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

export async function outsideStates(
  { city: { tenant } }: SeededCity,
  nobodyYet: Actor,
  linked: Actor,
): Promise<ExampleState[]> {
  const [door, route] = [paths.signInOutside, paths.outside]
  await tenant.database.query(
    'insert into identity.outside_subjects (subject_hash, resident_id, linked_at) values ($1, $2, $3)',
    [randomBytes(32), linked.residentId, tenant.clock.now()],
  )
  const back = `${paths.outsideCallback}?state=begun-elsewhere`
  return [
    { route: door, name: 'explained', as: null, path: door },
    { route: null, name: 'begun elsewhere', as: null, path: back },
    { route, name: 'not linked', as: nobodyYet, path: route },
    { route, name: 'just unlinked', as: nobodyYet, announces: true, path: `${route}?done=unlinked` },
    { route, name: 'just linked', as: linked, announces: true, path: `${route}?done=linked` },
  ]
}
