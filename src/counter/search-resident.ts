import type { StaffId } from '../identity/index.ts'
import { newId, refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { leaveNotices } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  byKana,
  findResident,
  searchResidents,
  type Resident,
  type SaidOfOneself,
} from '../residents/index.ts'
import type { Clerk } from './attendance.ts'
import { hourBefore, isGoingOn, maySearch, mostFound, mostRecorded, type LookUpReason } from './rules.ts'
import {
  countSearchesSince,
  deleteAttendances,
  insertFound,
  insertLookUps,
  insertSearch,
  lockDesk,
  selectAttendances,
  type AttendanceRow,
  type SearchId,
} from './store.ts'

export type SearchRefusal = 'nobody-found' | 'too-many-found' | 'too-many-searches'

/**
 * Looks for somebody by what they say of themselves. Whoever is found is written down as looked up before anything of
 * them is read; whom this member of staff attended to until now is attended to no more.
 */
export async function searchResident(
  tenant: Tenant,
  { staffId, sessionHash }: Clerk,
  { said, reason }: { said: SaidOfOneself; reason: LookUpReason },
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<SearchRefusal>> {
  return inTransaction(tenant.database, async (client) => {
    await lockDesk(client, staffId)
    const searched = await searchOnRecord(tenant, client, staffId, { said, reason }, now)
    if (!searched.ok) return searched
    const { found } = searched
    await deleteAttendances(client, sessionHash)
    if (found.length === 0) return refuse('nobody-found')
    if (found.length > mostFound) return refuse('too-many-found')
    await insertFound(client, sessionHash, found, { reason, attended: false, seenAt: now })
    return { ok: true }
  })
}

/** The search itself, in the transaction of who has locked the desk: counted, kept, and in the record of whoever is found. */
export async function searchOnRecord(
  tenant: Tenant,
  client: Queryable,
  staffId: StaffId,
  { said, reason }: { said: SaidOfOneself; reason: LookUpReason },
  now: Date,
): Promise<{ ok: true; found: Awaited<ReturnType<typeof searchResidents>> } | Refusal<'too-many-searches'>> {
  const before = await countSearchesSince(client, staffId, hourBefore(now))
  if (!maySearch(before)) return refuse('too-many-searches')
  const found = await searchResidents(tenant, client, said, mostRecorded)
  const whom = found.map(({ residentId }) => residentId)
  const searchId = newId<SearchId>()
  await insertSearch(client, { searchId, staffId, reason, found: found.length, searchedAt: now })
  const lookedAt = tenant.clock.now()
  await insertLookUps(client, whom, { staffId, reason, did: 'found', lookedAt })
  await leaveNotices(client, whom, { kind: 'looked-up' }, lookedAt)
  return { ok: true, found }
}

/** Somebody who was found, and by what they are chosen. Their own id stays here. */
export interface Found
  extends Pick<Resident, 'identity' | 'joinedAt'>, Pick<AttendanceRow, 'attendanceId' | 'byMerged'> {}

/** Whom the last search of this session found, while it is fresh. */
export async function foundBy(
  tenant: Tenant,
  { sessionHash }: Clerk,
  now = systemClock.now(),
): Promise<Found[]> {
  const rows = await selectAttendances(tenant.database, sessionHash)
  return identitiesAt(
    tenant,
    rows.filter((row) => !row.attended && isGoingOn(row, now)),
  )
}

/** Who stands at these places, in the order of a register. The id of a place is to choose by, and says nothing. */
export async function identitiesAt(tenant: Tenant, rows: readonly AttendanceRow[]): Promise<Found[]> {
  const found = rows.map(async ({ attendanceId, residentId, byMerged }) => {
    const resident = await findResident(tenant, residentId)
    return resident
      ? [{ attendanceId, byMerged, identity: resident.identity, joinedAt: resident.joinedAt }]
      : []
  })
  return (await Promise.all(found))
    .flat()
    .toSorted((one, other) => byKana(one.identity.reveal(), other.identity.reveal()))
}
