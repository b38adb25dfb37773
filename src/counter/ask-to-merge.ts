import { refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { SaidOfOneself } from '../residents/index.ts'
import type { Attendance, Clerk } from './attendance.ts'
import type { DoingRefusal } from './by-two/kind-of-request.ts'
import { askSecond } from './by-two/requests.ts'
import { hasShownWho } from './leave-at-counter.ts'
import { isGoingOn, mostFound } from './rules.ts'
import { identitiesAt, searchOnRecord, type Found, type SearchRefusal } from './search-resident.ts'
import {
  deleteFound,
  insertFound,
  lockDesk,
  selectAttendances,
  type AttendanceId,
  type AttendanceRow,
} from './store.ts'

/**
 * Looks for another entry of whoever is attended to and has shown who they are: by the same search, which is counted and stands in
 * the record of whoever is found. They are still attended to.
 */
export async function searchDuplicate(
  tenant: Tenant,
  attendance: Attendance,
  said: SaidOfOneself,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<SearchRefusal | 'not-shown-who' | 'nobody-attended'>> {
  if (!(await hasShownWho(tenant, attendance))) return refuse('not-shown-who')
  const { sessionHash, staffId } = attendance
  return inTransaction(tenant.database, async (client) => {
    await lockDesk(client, staffId)
    const searched = await searchOnRecord(tenant, client, staffId, { said, reason: 'merge' }, now)
    if (!searched.ok) return searched
    await deleteFound(client, sessionHash)
    const [attended] = await selectAttendances(client, sessionHash)
    if (attended?.residentId !== attendance.residentId) return refuse('nobody-attended')
    const others = searched.found.filter(({ residentId }) => residentId !== attendance.residentId)
    if (others.length === 0) return refuse('nobody-found')
    // One place is taken by whoever is attended to.
    if (others.length >= mostFound) return refuse('too-many-found')
    const besides = { reason: 'merge', attended: false, seenAt: now } as const
    await insertFound(client, sessionHash, others, besides, attended.place)
    return { ok: true }
  })
}

/** Whom that search has found, while it is fresh. */
export async function foundDuplicates(
  tenant: Tenant,
  { sessionHash }: Clerk,
  now = systemClock.now(),
): Promise<Found[]> {
  const rows = await selectAttendances(tenant.database, sessionHash)
  return identitiesAt(
    tenant,
    rows.filter((row) => isFoundNow(row, now)),
  )
}

function isFoundNow(row: AttendanceRow, now: Date): boolean {
  return !row.attended && row.reason === 'merge' && isGoingOn(row, now)
}

/** Asks for it: one of those whom the search has found is the same person as the one who stands there. Another one confirms it. */
export async function askToMerge(
  tenant: Tenant,
  attendance: Attendance,
  chosenId: AttendanceId,
  now = systemClock.now(),
): Promise<
  | { ok: true }
  | Refusal<DoingRefusal | 'asked-already' | 'choose-again' | 'nobody-attended' | 'not-shown-who'>
> {
  if (!(await hasShownWho(tenant, attendance))) return refuse('not-shown-who')
  const rows = await selectAttendances(tenant.database, attendance.sessionHash)
  const chosen = rows.find((row) => row.attendanceId === chosenId && isFoundNow(row, now))
  if (!chosen) return refuse('choose-again')
  const asked = await askSecond(tenant, attendance, { kind: 'merged', duplicate: chosen.residentId }, now)
  if (asked.ok) await deleteFound(tenant.database, attendance.sessionHash)
  return asked
}
