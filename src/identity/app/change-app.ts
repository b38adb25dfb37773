import { refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { readPublicKeys } from '../public-keys.ts'
import { putEnd, thenKept } from '../ends/put-end.ts'
import { mayAppoint } from '../staff/rules.ts'
import type { StaffId } from '../staff/staff.ts'
import { lockMembers } from '../staff/store.ts'
import { mostApps } from './rules.ts'
import { insertAppAct, selectApp, selectApps, type AppAct } from './store.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'journal'>
/** An administrator, or null for the machine room. */
type By = StaffId | null

export type AppChange =
  | { ok: true }
  | Refusal<
      'private-key' | 'unusable-key' | 'client-exists' | 'unknown-app' | 'changed-meanwhile' | 'not-your-role'
    >

/** `jwks`: public keys, of an app that runs on servers of its maker; null for one that can keep no key. */
export async function registerApp(
  city: City,
  by: By,
  app: Pick<AppAct, 'appId' | 'name' | 'maker' | 'scopes' | 'redirectUris'> & { jwks: unknown },
): Promise<AppChange> {
  const keys = app.jwks === null ? ({ ok: true, jwks: null } as const) : readPublicKeys(app.jwks)
  if (!keys.ok) return keys
  return allowed(city, by, async (client) => {
    const first = { ...app, jwks: keys.jwks, by, happenedAt: city.clock.now() }
    const isNew = await insertAppAct(client, { ...first, number: 1, kind: 'registered' })
    return isNew ? { ok: true } : refuse('client-exists')
  })
}

/** What it may ask residents for, and where it is answered, from now on. What was let in counts only while it may be asked for. */
export function changeApp(
  city: City,
  by: By,
  { appId, ...changed }: Pick<AppAct, 'appId'> & Partial<Pick<AppAct, 'scopes' | 'redirectUris'>>,
): Promise<AppChange> {
  return change(city, by, appId, { kind: 'changed', ...changed })
}

/** For good, and for everybody who has let it in. */
export function endApp(city: City, by: By, appId: string): Promise<AppChange> {
  return thenKept(city.journal, change(city, by, appId, { kind: 'ended', scopes: [] }))
}

/** By what names residents know these apps, also those that have ended. */
export async function appNames(
  { database }: Pick<Tenant, 'database'>,
  appIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(appIds.map((appId) => selectApp(database, appId)))
  return new Map(found.flatMap((app) => (app ? [[app.appId, app.name]] : [])))
}

/** Every app there is or was, as it stands now. */
export function apps({ database }: Pick<Tenant, 'database'>): Promise<AppAct[]> {
  return selectApps(database, mostApps)
}

function change(
  city: City,
  by: By,
  appId: string,
  changed: Pick<AppAct, 'kind'> & Partial<Pick<AppAct, 'scopes' | 'redirectUris'>>,
): Promise<AppChange> {
  return allowed(city, by, async function attempt(client): Promise<AppChange> {
    const now = await selectApp(client, appId)
    if (!now || now.kind === 'ended') return refuse('unknown-app')
    const next = { ...now, ...changed, by, number: now.number + 1, happenedAt: city.clock.now() }
    // Of two at the same moment the second would overwrite what it has not seen; ending needs to have seen nothing.
    if (!(await insertAppAct(client, next)))
      return next.kind === 'ended' ? attempt(client) : refuse('changed-meanwhile')
    if (next.kind === 'ended') await putEnd(client, { what: 'app', which: appId }, next.happenedAt)
    return { ok: true }
  })
}

function allowed(city: City, by: By, work: (client: Queryable) => Promise<AppChange>): Promise<AppChange> {
  return inTransaction(city.database, async (client) => {
    if (by !== null && !mayAppoint((await lockMembers(client, [by])).get(by))) return refuse('not-your-role')
    return work(client)
  })
}
