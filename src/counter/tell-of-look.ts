import { leaveNotices, type NoticeKind } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { lookGoesOnSince } from './rules.ts'
import { insertLookUps, selectLookedAt, type Look, type Looker } from './store.ts'

type City = Pick<Tenant, 'clock'>

/**
 * Somebody of the staff has these residents before them, in the transaction that shows them. Each time is in their record; they
 * are told once for as long as it goes on: a page that is loaded anew, to show a passkey, is no other look.
 */
export function tellOfLook(
  city: City,
  client: Queryable,
  residentIds: readonly ResidentId[],
  look: Extract<Looker, { staffId: unknown }> & Look,
): Promise<void> {
  return keepLook(city, client, residentIds, look, 'looked-up')
}

/**
 * A program of the city has learned, in this transaction, that these take part: they stand in a file of its. As with the staff,
 * each time is in their record, and sent again at once it is told once.
 */
export function tellOfFile(
  city: City,
  client: Queryable,
  residentIds: readonly ResidentId[],
  programId: string,
): Promise<void> {
  const look = { programId, reason: 'join', did: 'found' } as const
  return keepLook(city, client, residentIds, look, 'known-in-file')
}

async function keepLook(
  tenant: City,
  client: Queryable,
  residentIds: readonly ResidentId[],
  look: Looker & Look,
  notice: NoticeKind,
): Promise<void> {
  const now = tenant.clock.now()
  const still = await selectLookedAt(client, residentIds, look, { since: lookGoesOnSince(now), until: now })
  await insertLookUps(client, residentIds, { ...look, lookedAt: now })
  const told = residentIds.filter((residentId) => !still.has(residentId))
  await leaveNotices(client, told, { kind: notice }, now)
}
