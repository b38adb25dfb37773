import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  defaultPreferences,
  residentIdentitySchema,
  type Preferences,
  type Resident,
  type ResidentId,
} from './resident.ts'
import { deletePreferences, selectPreferences, selectResident, upsertPreferences } from './store.ts'

/** The resident with their identity opened, or undefined when there is none or the identity key is destroyed. */
export async function findResident(
  tenant: Pick<Tenant, 'keys'> & { database: Queryable },
  residentId: ResidentId,
): Promise<Resident | undefined> {
  const [row, keys] = await Promise.all([
    selectResident(tenant.database, residentId),
    tenant.keys.find(residentId),
  ])
  if (!row || !keys?.has('identity')) return undefined
  const plain = keys.open('identity', row.identity, identityContext(residentId))
  const identity = residentIdentitySchema.parse(JSON.parse(plain.toString('utf8')))
  return { residentId, identity: new Personal(identity), joinedAt: row.joined_at }
}

export async function preferencesOf(tenant: Tenant, residentId: ResidentId): Promise<Preferences> {
  return (await selectPreferences(tenant.database, residentId)) ?? defaultPreferences
}

export async function savePreferences(tenant: Tenant, residentId: ResidentId, preferences: Preferences) {
  await upsertPreferences(tenant.database, residentId, preferences)
}

/** In the caller's transaction. */
export async function forgetPreferences(client: Queryable, residentId: ResidentId): Promise<void> {
  await deletePreferences(client, residentId)
}

export function identityContext(residentId: ResidentId): string {
  return `residents/identity/${residentId}`
}
