import type { By } from '../consent/index.ts'
import type { StaffId } from '../identity/index.ts'
import { dayMs, refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { deleteRequestsOf } from './by-two/store.ts'
import { deleteCardRequestsOf } from './card-request-store.ts'
import { deedsOfNow, isGoingOn, lookGoesOnSince, type LookUpDeed, type LookUpReason } from './rules.ts'
import {
  deleteAttendances,
  deleteAttendancesBefore,
  deleteAttendancesOf,
  insertFound,
  insertLookUps,
  lockDesk,
  selectAttendances,
  selectDeeds,
  updateAttended,
  updateSeen,
  updateSessionHash,
  type AttendanceId,
} from './store.ts'

/** A member of staff at their own screen. */
export interface Clerk {
  staffId: StaffId
  sessionHash: Buffer
}

/** Somebody being helped: the only way from a counter page to a resident, and it is in their record already. */
export interface Attendance extends Clerk {
  residentId: ResidentId
  reason: LookUpReason
}

/** Whom a session attends to, and how they were found. */
export interface AttendanceNow extends Attendance {
  /** By an entry that was merged into theirs. */
  byMerged: boolean
  /** What each form says that was drawn for it: one of a look that is over acts on nobody. */
  attendanceId: AttendanceId
}

/** Attends to one of those whom this session's last search has found. */
export async function attend(
  tenant: Tenant,
  clerk: Clerk,
  chosen: AttendanceId,
  now = systemClock.now(),
): Promise<{ ok: true; attendance: Attendance } | Refusal<'nobody-attended'>> {
  return inTransaction(tenant.database, async (client) => {
    await lockDesk(client, clerk.staffId)
    const rows = await selectAttendances(client, clerk.sessionHash)
    const row = rows.find(({ attendanceId }) => attendanceId === chosen)
    if (!row || !isGoingOn(row, now) || rows.some(({ attended }) => attended))
      return refuse('nobody-attended')
    const { residentId, reason } = row
    const attendance = { ...clerk, residentId, reason }
    if (!(await updateAttended(client, clerk.sessionHash, chosen, now))) return refuse('nobody-attended')
    await noteDeed(tenant, client, attendance, 'attended')
    return { ok: true, attendance }
  })
}

/** Begins to attend to somebody who has just joined: nobody had to be searched for. */
export async function attendNewcomer(
  tenant: Tenant,
  client: Queryable,
  attendance: Attendance,
  now: Date,
): Promise<void> {
  const { staffId, sessionHash, residentId, reason } = attendance
  await lockDesk(client, staffId)
  await deleteAttendances(client, sessionHash)
  await insertFound(client, sessionHash, [{ residentId, byMerged: false }], {
    reason,
    attended: true,
    seenAt: now,
  })
  await noteDeed(tenant, client, attendance, 'joined')
}

/**
 * A member of staff who has proved again, in the same browser, goes on with whom they have found and attend to: the session is
 * another one, the screen and who stands there are the same.
 */
export async function carryOver(
  { database }: Pick<Tenant, 'database'>,
  { staffId, sessionHash }: Clerk,
  replacedHash: Buffer | null,
): Promise<void> {
  if (replacedHash === null) return
  await inTransaction(database, async (client) => {
    await lockDesk(client, staffId)
    await updateSessionHash(client, { from: replacedHash, to: sessionHash })
  })
}

/** Whom this session attends to, if anybody, now. Being asked for is being seen; what is read slowly is seen for longer. */
export async function findAttendance(
  tenant: Tenant,
  { staffId, sessionHash }: Clerk,
  now = systemClock.now(),
  isReading = false,
): Promise<AttendanceNow | undefined> {
  const rows = await selectAttendances(tenant.database, sessionHash)
  const row = rows.find((each) => each.attended && isGoingOn(each, now))
  if (!row) return undefined
  const { residentId, reason, byMerged, attendanceId } = row
  if (!(await updateSeen(tenant.database, sessionHash, attendanceId, { seenAt: now, isReading })))
    return undefined
  return { staffId, sessionHash, residentId, reason, byMerged, attendanceId }
}

export function endAttendance({ database }: Pick<Tenant, 'database'>, { sessionHash }: Clerk): Promise<void> {
  return deleteAttendances(database, sessionHash)
}

/** What was done for a resident, into their record; in the transaction that does it. */
export function noteDeed(
  tenant: Pick<Tenant, 'clock'>,
  client: Queryable,
  { staffId, residentId, reason }: Omit<Attendance, 'sessionHash'>,
  did: LookUpDeed,
): Promise<void> {
  return insertLookUps(client, [residentId], { staffId, reason, did, lookedAt: tenant.clock.now() })
}

/** The resident, by whoever attends to them: what they have said stands in their record where it has come to something. */
export function helping(
  tenant: Pick<Tenant, 'clock'>,
  attendance: Attendance,
  did: LookUpDeed,
): By & { channel: 'counter' } {
  const { residentId, sessionHash } = attendance
  const onTheRecord = (client: Queryable) => noteDeed(tenant, client, attendance, did)
  return { residentId, sessionHash, channel: 'counter', onTheRecord }
}

/** What this member of staff has just done for whom they attend to. */
export async function deedsNow(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  attendance: Attendance,
): Promise<ReadonlySet<LookUpDeed>> {
  const now = clock.now()
  return new Set(deedsOfNow(await selectDeeds(database, attendance, lookGoesOnSince(now)), now))
}

/** Whom nobody has been seen to attend to for a day. */
export async function forgetAttendances({ database }: Pick<Tenant, 'database'>, now: Date): Promise<void> {
  await deleteAttendancesBefore(database, new Date(now.getTime() - dayMs))
}

/** Nobody attends any more to an entry that was merged, nor makes a card for it. In the caller's transaction. */
export async function leaveDesks(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteAttendancesOf(client, residentId)
  await deleteCardRequestsOf(client, residentId)
}

/** Of somebody who has erased everything, in the caller's transaction. The look-ups stay: they are of the staff. */
export async function forgetAtCounter(client: Queryable, residentId: ResidentId): Promise<void> {
  await leaveDesks(client, residentId)
  await deleteRequestsOf(client, residentId)
}
