import type pg from 'pg'
import { mayStill, type StaffId } from '../../identity/index.ts'
import { newId, refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { OwnerKeys } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { findResident, type Resident, type ResidentId } from '../../residents/index.ts'
import { noteDeed, type Attendance, type Clerk } from '../attendance.ts'
import type { LookUpDeed } from '../rules.ts'
import { tellOfLook } from '../tell-of-look.ts'
import { openDetail, sealDetail, type RequestDetail } from './detail.ts'
import type { DoingRefusal } from './kind-of-request.ts'
import { kindOf, whyNotHeard } from './kinds.ts'
import {
  isWaiting,
  mayDecide,
  mayFinish,
  mayTakeBack,
  mostOpenRequests,
  waitingSince,
  type NotConfirmedBecause,
} from './rules.ts'
import {
  insertRequest,
  lockRequestsOf,
  selectConfirmed,
  selectRequest,
  selectRequestsOf,
  selectWaiting,
  updateDecided,
  updateTaken,
  type RequestId,
  type RequestOnFile,
} from './store.ts'

/** A request, opened: whose, by whom, and all it says. */
export interface OpenRequest extends Omit<RequestOnFile, 'detail'> {
  detail: RequestDetail
  /** Both have said so, and it is not done: somebody has to press again. */
  isUnfinished: boolean
}

/** Puts down what one member of staff asks for, of whom they attend to. It does nothing until another one confirms it. */
export async function askSecond(
  tenant: Tenant,
  { residentId, staffId }: Attendance,
  detail: RequestDetail,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'asked-already' | 'nobody-attended' | DoingRefusal>> {
  return inTransaction(tenant.database, async (client) => {
    const put = await putDown(tenant, client, residentId, { detail, askedBy: staffId, programId: null, now })
    const request = { residentId, kind: detail.kind, detail }
    if (put.ok) await noteStep(tenant, client, { request, staffId, did: 'request-asked' })
    return put
  })
}

/** A request, sealed, in the caller's transaction; not what cannot happen or waits already. */
export async function putDown(
  tenant: Tenant,
  client: pg.PoolClient,
  residentId: ResidentId,
  asked: { detail: RequestDetail; askedBy: StaffId | null; programId: string | null; now: Date },
): Promise<{ ok: true } | Refusal<'asked-already' | 'nobody-attended' | DoingRefusal>> {
  const { detail, now, ...by } = asked
  const { kind } = detail
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return refuse('nobody-attended')
  await lockRequestsOf(client, residentId)
  const because = await whyNotHeard({ ...tenant, database: client }, residentId, detail)
  if (because) return refuse(because)
  const open = (await requestsSince(client, residentId, now)).filter((request) => isWaiting(request, now))
  const isSame = (one: RequestOnFile) =>
    one.kind === kind && kindOf(kind).isSame(openDetail(keys, one, one.detail), detail)
  // What a program has brought and nobody took up keeps no member of staff from anything, however much of it there is.
  const before = by.askedBy === null ? open : open.filter(({ askedBy }) => askedBy !== null)
  if (before.some(isSame) || before.length >= mostOpenRequests) return refuse('asked-already')
  const whose = { residentId, requestId: newId<RequestId>() }
  const sealed = sealDetail(keys, whose, detail)
  await insertRequest(client, { ...whose, ...by, kind, detail: sealed, askedAt: now })
  return { ok: true }
}

function requestsSince(client: pg.PoolClient | Tenant['database'], residentId: ResidentId, now: Date) {
  return selectRequestsOf(client, residentId, waitingSince(now))
}

/** What was asked for, of whom is attended to, within the last days: it waits, or was answered. The newest first. */
export async function requestsOf(
  tenant: Tenant,
  { residentId }: Attendance,
  now = systemClock.now(),
): Promise<OpenRequest[]> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return []
  const requests = await requestsSince(tenant.database, residentId, now)
  return Promise.all(requests.map((request) => opened(tenant, request, keys)))
}

async function opened(tenant: Tenant, request: RequestOnFile, keys: OwnerKeys): Promise<OpenRequest> {
  const detail = openDetail(keys, request, request.detail)
  return { ...request, detail, isUnfinished: await isUnfinished(tenant, request) }
}

async function isUnfinished(
  { database }: Pick<Tenant, 'database'>,
  { residentId, requestId, kind, outcome, isOvertaken }: RequestOnFile,
): Promise<boolean> {
  if (outcome !== 'confirmed' || isOvertaken) return false
  return !(await kindOf(kind).isDone(database, { residentId, requestId }))
}

/** Those that this member of staff may decide, the oldest first. It says nothing of whose they are. */
export async function requestsToDecide(
  tenant: Tenant,
  { staffId }: Clerk,
  now = systemClock.now(),
): Promise<Pick<OpenRequest, 'requestId' | 'kind' | 'askedBy' | 'programId'>[]> {
  const since = waitingSince(now)
  const waiting = (await selectWaiting(tenant.database, since)).filter((one) => mayDecide(one, staffId, now))
  const confirmed = await selectConfirmed(tenant.database, since)
  const unfinished = []
  for (const one of confirmed.filter((one) => mayFinish(one, staffId, now)))
    if (await isUnfinished(tenant, one)) unfinished.push(one)
  return [...unfinished, ...waiting].map(({ requestId, kind, askedBy, programId }) => ({
    ...{ requestId, kind, askedBy, programId },
  }))
}

/** Opens one of them for the second person. */
export async function lookAtRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<
  { ok: true; request: OpenRequest; resident: Resident; others: Resident[] } | Refusal<'not-yours-to-decide'>
> {
  const request =
    (await findToDecide(tenant, clerk, requestId, now)) ?? (await findToFinish(tenant, clerk, requestId, now))
  const resident = request && (await findResident(tenant, request.residentId))
  if (!resident) return refuse('not-yours-to-decide')
  const whom = concernedBy(request)
  const { reason } = kindOf(request.kind)
  const look = { staffId: clerk.staffId, reason, did: 'request-looked-at' } as const
  await inTransaction(tenant.database, (client) => tellOfLook(tenant, client, whom, look))
  const others = await Promise.all(whom.slice(1).map((residentId) => findResident(tenant, residentId)))
  return {
    ok: true,
    request,
    resident,
    others: others.flatMap((other) => other ?? []),
  }
}

/** Of whom it was asked, and whom it is about besides. */
function concernedBy({
  residentId,
  kind,
  detail,
}: Pick<OpenRequest, 'residentId' | 'kind' | 'detail'>): ResidentId[] {
  return [residentId, ...(kindOf(kind).alsoAbout?.(detail) ?? [])]
}

/** One that this member of staff may decide, now. */
export async function findToDecide(
  tenant: Tenant,
  { staffId }: Clerk,
  requestId: RequestId,
  now: Date,
): Promise<OpenRequest | undefined> {
  const request = await selectRequest(tenant.database, requestId)
  return request && mayDecide(request, staffId, now) ? openedAlone(tenant, request) : undefined
}

/** One that two have confirmed and that was not done then. */
export async function findToFinish(
  tenant: Tenant,
  { staffId }: Clerk,
  requestId: RequestId,
  now: Date,
): Promise<OpenRequest | undefined> {
  const request = await selectRequest(tenant.database, requestId)
  if (!request || !mayFinish(request, staffId, now)) return undefined
  const open = await openedAlone(tenant, request)
  return open?.isUnfinished ? open : undefined
}

async function openedAlone(tenant: Tenant, request: RequestOnFile): Promise<OpenRequest | undefined> {
  const keys = await tenant.keys.find(request.residentId)
  return keys?.has('identity') ? opened(tenant, request, keys) : undefined
}

/**
 * That the second person confirms it, before it is done. False where it was decided meanwhile, or where who asked is no more
 * one who may: then it is the word of one.
 */
export function claim(tenant: Tenant, request: OpenRequest, { staffId }: Clerk, now: Date): Promise<boolean> {
  return inTransaction(tenant.database, async (client) => {
    const { askedBy } = request
    if (askedBy === null || !(await mayStill(client, askedBy, 'help-residents'))) return false
    const decided = { by: staffId, at: now, outcome: 'confirmed', because: null } as const
    if (!(await updateDecided(client, request, decided))) return false
    await noteStep(tenant, client, { request, staffId, did: 'request-confirmed' })
    return true
  })
}

/** The first of the two has the paper that a program has brought before them, too. */
export function takeUp(
  tenant: Tenant,
  request: OpenRequest,
  { staffId }: Clerk,
  now: Date,
): Promise<{ ok: true } | Refusal<'not-yours-to-decide'>> {
  return inTransaction(tenant.database, async (client) => {
    if (!(await updateTaken(client, request, { by: staffId, at: now }))) return refuse('not-yours-to-decide')
    await noteStep(tenant, client, { request, staffId, did: 'request-asked' })
    return { ok: true }
  })
}

/** The second person says no, and why. */
export async function refuseRequest(
  tenant: Tenant,
  clerk: Clerk,
  { requestId, because }: { requestId: RequestId; because: NotConfirmedBecause },
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'not-yours-to-decide'>> {
  const request = await findToDecide(tenant, clerk, requestId, now)
  if (!request) return refuse('not-yours-to-decide')
  return inTransaction(tenant.database, async (client) => {
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
  const onFile = await selectRequest(tenant.database, requestId)
  if (onFile?.residentId !== residentId || !mayTakeBack(onFile, staffId, now))
    return refuse('not-yours-to-decide')
  const request = await openedAlone(tenant, onFile)
  if (!request) return refuse('not-yours-to-decide')
  return inTransaction(tenant.database, async (client) => {
    const decided = { by: staffId, at: now, outcome: 'withdrawn', because: null } as const
    if (!(await updateDecided(client, request, decided))) return refuse('not-yours-to-decide')
    await noteStep(tenant, client, { request, staffId, did: 'request-withdrawn' })
    return { ok: true }
  })
}

/** One that waits, and not for this member of staff: they have asked for it themselves. */
export async function findOwn(
  tenant: Tenant,
  { staffId }: Clerk,
  requestId: RequestId,
  now: Date,
): Promise<OpenRequest | undefined> {
  const request = await selectRequest(tenant.database, requestId)
  return request && mayTakeBack(request, staffId, now) ? openedAlone(tenant, request) : undefined
}

/** Into the record of everybody it is about. */
export async function noteStep(
  tenant: Tenant,
  client: pg.PoolClient,
  step: {
    request: Pick<OpenRequest, 'residentId' | 'kind' | 'detail'>
    staffId: StaffId
    did: LookUpDeed
  },
): Promise<void> {
  const { reason } = kindOf(step.request.kind)
  for (const residentId of concernedBy(step.request))
    await noteDeed(tenant, client, { residentId, staffId: step.staffId, reason }, step.did)
}
