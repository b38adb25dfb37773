import type pg from 'pg'
import type { StaffId } from '../../identity/index.ts'
import { newId, refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { findResident, type Resident, type ResidentId } from '../../residents/index.ts'
import { noteDeed, type Attendance, type Clerk } from '../attendance.ts'
import type { LookUpDeed, LookUpReason } from '../rules.ts'
import { openDetail, sealDetail, type RequestDetail } from './detail.ts'
import {
  isWaiting,
  mayDecide,
  mayTakeBack,
  mostOpenRequests,
  requestMs,
  type NotConfirmedBecause,
  type RequestKind,
} from './rules.ts'
import {
  insertRequest,
  lockRequestsOf,
  selectRequest,
  selectRequestsOf,
  selectWaiting,
  updateDecided,
  type RequestId,
  type RequestOnFile,
} from './store.ts'

/** A request, opened: whose, by whom, and all it says. */
export interface OpenRequest extends Omit<RequestOnFile, 'detail'> {
  detail: RequestDetail
}

export const reasonOf: Readonly<Record<RequestKind, LookUpReason>> = {
  died: 'death',
  'reported-in-error': 'death',
}

/** Puts down what one member of staff asks for, of whom they attend to. It does nothing until another one confirms it. */
export async function askSecond(
  tenant: Tenant,
  { residentId, staffId, sessionHash }: Attendance,
  detail: RequestDetail,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'asked-already' | 'nobody-attended'>> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return refuse('nobody-attended')
  const { kind } = detail
  return inTransaction(tenant.database, async (client) => {
    await lockRequestsOf(client, residentId)
    const open = (await requestsSince(client, residentId, now)).filter((request) => isWaiting(request, now))
    if (open.some((request) => request.kind === kind) || open.length >= mostOpenRequests)
      return refuse('asked-already')
    const whose = { residentId, requestId: newId<RequestId>() }
    const sealed = sealDetail(keys, whose, detail)
    await insertRequest(client, { ...whose, kind, detail: sealed, askedBy: staffId, askedAt: now })
    const reason = reasonOf[kind]
    await noteDeed(tenant, client, { residentId, staffId, sessionHash, reason }, 'request-asked')
    return { ok: true }
  })
}

function requestsSince(client: pg.PoolClient | Tenant['database'], residentId: ResidentId, now: Date) {
  return selectRequestsOf(client, residentId, new Date(now.getTime() - requestMs))
}

/** What was asked for, of whom is attended to, within the last day: it waits, or was answered. The newest first. */
export async function requestsOf(
  tenant: Tenant,
  { residentId }: Attendance,
  now = systemClock.now(),
): Promise<OpenRequest[]> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return []
  const requests = await requestsSince(tenant.database, residentId, now)
  return requests.map((request) => ({ ...request, detail: openDetail(keys, request, request.detail) }))
}

/** Those that this member of staff may decide, the oldest first. It says nothing of whose they are. */
export async function requestsToDecide(
  tenant: Tenant,
  { staffId }: Clerk,
  now = systemClock.now(),
): Promise<Pick<OpenRequest, 'requestId' | 'kind' | 'askedBy'>[]> {
  const waiting = await selectWaiting(tenant.database, new Date(now.getTime() - requestMs))
  return waiting
    .filter((request) => mayDecide(request, staffId, now))
    .map(({ requestId, kind, askedBy }) => ({ requestId, kind, askedBy }))
}

/** Opens one of them for the second person. */
export async function lookAtRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<
  { ok: true; request: OpenRequest; identity: Resident['identity'] } | Refusal<'not-yours-to-decide'>
> {
  const request = await findToDecide(tenant, clerk, requestId, now)
  const resident = request && (await findResident(tenant, request.residentId))
  if (!resident) return refuse('not-yours-to-decide')
  await inTransaction(tenant.database, async (client) => {
    await noteStep(tenant, client, { request, staffId: clerk.staffId, did: 'request-looked-at' })
    await leaveNotice(client, request.residentId, { kind: 'looked-up' }, tenant.clock.now())
  })
  return { ok: true, request, identity: resident.identity }
}

/** One that this member of staff may decide, now. */
export async function findToDecide(
  tenant: Tenant,
  { staffId }: Clerk,
  requestId: RequestId,
  now: Date,
): Promise<OpenRequest | undefined> {
  const request = await selectRequest(tenant.database, requestId)
  if (!request || !mayDecide(request, staffId, now)) return undefined
  const keys = await tenant.keys.find(request.residentId)
  return keys?.has('identity') ? { ...request, detail: openDetail(keys, request, request.detail) } : undefined
}

/** In the transaction that does what was asked for. Of two at the same moment one finds that it was decided. */
export async function noteConfirmed(
  tenant: Tenant,
  client: pg.PoolClient,
  request: OpenRequest,
  { staffId }: Clerk,
  now: Date,
): Promise<void> {
  const decided = { by: staffId, at: now, outcome: 'confirmed', because: null } as const
  if (!(await updateDecided(client, request, decided))) throw new Error('the request was decided meanwhile')
  await noteStep(tenant, client, { request, staffId, did: 'request-confirmed' })
}

/** The second person says no, and why. */
export async function refuseRequest(
  tenant: Tenant,
  clerk: Clerk,
  { requestId, because }: { requestId: RequestId; because: NotConfirmedBecause },
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'not-yours-to-decide'>> {
  return inTransaction(tenant.database, async (client) => {
    const request = await selectRequest(client, requestId)
    if (!request || !mayDecide(request, clerk.staffId, now)) return refuse('not-yours-to-decide')
    const decided = { by: clerk.staffId, at: now, outcome: 'refused', because } as const
    if (!(await updateDecided(client, request, decided))) return refuse('not-yours-to-decide')
    await noteStep(tenant, client, { request, staffId: clerk.staffId, did: 'request-refused' })
    return { ok: true }
  })
}

/** Who asked takes it back, while they attend to the same person. */
export async function takeBackRequest(
  tenant: Tenant,
  { residentId, staffId }: Attendance,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'not-yours-to-decide'>> {
  return inTransaction(tenant.database, async (client) => {
    const request = await selectRequest(client, requestId)
    if (request?.residentId !== residentId || !mayTakeBack(request, staffId, now))
      return refuse('not-yours-to-decide')
    const decided = { by: staffId, at: now, outcome: 'withdrawn', because: null } as const
    if (!(await updateDecided(client, request, decided))) return refuse('not-yours-to-decide')
    await noteStep(tenant, client, { request, staffId, did: 'request-withdrawn' })
    return { ok: true }
  })
}

function noteStep(
  tenant: Tenant,
  client: pg.PoolClient,
  step: { request: Pick<OpenRequest, 'residentId' | 'kind'>; staffId: StaffId; did: LookUpDeed },
): Promise<void> {
  const { residentId, kind } = step.request
  const whose = { residentId, staffId: step.staffId, sessionHash: Buffer.alloc(0), reason: reasonOf[kind] }
  return noteDeed(tenant, client, whose, step.did)
}
