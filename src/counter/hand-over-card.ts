import { issueCard, type IssuedCard } from '../identity/index.ts'
import { newId, refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, type Resident } from '../residents/index.ts'
import { noteDeed, type Attendance, type Clerk } from './attendance.ts'
import type { NotConfirmedBecause } from './by-two/rules.ts'
import {
  insertCardRequest,
  selectCardRequest,
  selectLastCardRequest,
  selectRefusedOf,
  selectUnconfirmed,
  updateConfirmed,
  updateHanded,
  updateRefused,
  type CardRequestId,
} from './card-request-store.ts'
import { recordCheck } from './check-identity.ts'
import type { IdentityDocument } from './identity-level.ts'
import { cardRequestMs, isOfTheHour, isOpen, mayConfirm, mayHandOver } from './rules.ts'
import { lockDesk } from './store.ts'
import { tellOfLook } from './tell-of-look.ts'

/**
 * A card opens everything of a resident, so nobody makes one alone: this member of staff has checked who they are and asks;
 * a second one confirms, or says no and why; then this one hands it over.
 */
export async function askForCard(
  tenant: Tenant,
  attendance: Attendance,
  document: IdentityDocument,
  now = systemClock.now(),
): Promise<void> {
  const { residentId, staffId } = attendance
  const requestId = newId<CardRequestId>()
  await inTransaction(tenant.database, async (client) => {
    await lockDesk(client, staffId)
    const last = await selectLastCardRequest(client, residentId, { lock: true })
    // Pressed twice: one card, and the second person confirms the one that is waited for.
    if (last?.askedBy === staffId && isOpen(last, now)) return
    await recordCheck(tenant, client, attendance, document)
    await insertCardRequest(client, { requestId, residentId, document, askedBy: staffId, askedAt: now })
    await noteDeed(tenant, client, attendance, 'card-asked')
  })
}

/** Or why the second person has said no. */
export type CardRequestState = 'none' | 'waits' | 'confirmed' | NotConfirmedBecause

/** How far the card is that was asked for of whoever is attended to. */
export async function cardRequestOf(
  tenant: Tenant,
  { residentId, staffId }: Attendance,
  now = systemClock.now(),
): Promise<CardRequestState> {
  const request = await selectLastCardRequest(tenant.database, residentId, { lock: false })
  if (mayHandOver(request, staffId, now)) return 'confirmed'
  if (request?.askedBy !== staffId || !isOfTheHour(request, now)) return 'none'
  return request.refusedBecause ?? (isOpen(request, now) ? 'waits' : 'none')
}

/** What the second person sees: whose card, and what they showed. */
export interface CardToConfirm {
  requestId: CardRequestId
  document: IdentityDocument
  identity: Resident['identity']
}

/** Those that this member of staff may confirm, the oldest first. It says nothing of whose they are. */
export async function cardsToConfirm(
  tenant: Tenant,
  { staffId }: Clerk,
  now = systemClock.now(),
): Promise<{ requestId: CardRequestId; askedBy: string }[]> {
  const waiting = await selectUnconfirmed(tenant.database, new Date(now.getTime() - cardRequestMs))
  return waiting
    .filter((request) => mayConfirm(request, staffId, now))
    .map(({ requestId, askedBy }) => ({ requestId, askedBy }))
}

/** Opens one of them for the second person. */
export async function lookAtCardRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: CardRequestId,
  now = systemClock.now(),
): Promise<({ ok: true } & CardToConfirm) | Refusal<'not-yours-to-confirm'>> {
  const request = await inTransaction(tenant.database, async (client) => {
    const found = await selectCardRequest(client, requestId)
    if (!found || !mayConfirm(found, clerk.staffId, now)) return undefined
    const look = { staffId: clerk.staffId, reason: 'card', did: 'card-looked-at' } as const
    await tellOfLook(tenant, client, [found.residentId], look)
    return found
  })
  const resident = request && (await findResident(tenant, request.residentId))
  if (!resident) return refuse('not-yours-to-confirm')
  return { ok: true, requestId, document: request.document, identity: resident.identity }
}

/** The second person has seen the resident and what they showed. */
export async function confirmCard(
  tenant: Tenant,
  clerk: Clerk,
  requestId: CardRequestId,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'not-yours-to-confirm'>> {
  return inTransaction(tenant.database, async (client) => {
    const request = await selectCardRequest(client, requestId)
    if (!request || !mayConfirm(request, clerk.staffId, now)) return refuse('not-yours-to-confirm')
    await updateConfirmed(client, request, clerk.staffId)
    await noteDeed(
      tenant,
      client,
      { ...clerk, residentId: request.residentId, reason: 'card' },
      'card-confirmed',
    )
    return { ok: true }
  })
}

/** The second person says no, and why: the card is not made, and who asked is told. */
export async function refuseCard(
  tenant: Tenant,
  { staffId }: Clerk,
  { requestId, because }: { requestId: CardRequestId; because: NotConfirmedBecause },
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<'not-yours-to-confirm'>> {
  return inTransaction(tenant.database, async (client) => {
    const request = await selectCardRequest(client, requestId)
    if (!request || !mayConfirm(request, staffId, now)) return refuse('not-yours-to-confirm')
    await updateRefused(client, request, { by: staffId, because })
    const { residentId } = request
    await noteDeed(tenant, client, { staffId, residentId, reason: 'card' }, 'request-refused')
    return { ok: true }
  })
}

/** What this member of staff has asked for within the hour and a colleague has said no to. It says nothing of whose they are. */
export async function cardsRefused(
  tenant: Tenant,
  { staffId }: Clerk,
  now = systemClock.now(),
): Promise<{ askedAt: Date; because: NotConfirmedBecause }[]> {
  const since = new Date(now.getTime() - cardRequestMs)
  const refused = await selectRefusedOf(tenant.database, staffId, since)
  return refused.flatMap(({ askedAt, refusedBecause }) =>
    refusedBecause === null ? [] : [{ askedAt, because: refusedBecause }],
  )
}

/** Makes the card, once both have said so. Number and PIN are in the answer and nowhere else. */
export async function handOverCard(
  tenant: Tenant,
  attendance: Attendance,
  now = systemClock.now(),
): Promise<IssuedCard | Refusal<'second-person-missing' | 'handed-over-already'>> {
  const { residentId, staffId } = attendance
  const due = await inTransaction(tenant.database, async (client) => {
    const request = await selectLastCardRequest(client, residentId, { lock: true })
    if (request?.handedAt && request.askedBy === staffId) return refuse('handed-over-already')
    if (!request || !mayHandOver(request, staffId, now)) return refuse('second-person-missing')
    await updateHanded(client, request, now)
    await noteDeed(tenant, client, attendance, 'card-handed')
    return { ok: true } as const
  })
  if (!due.ok) return due
  const issued = await issueCard(tenant, residentId)
  if (!issued.ok) throw new Error('somebody attended to is a resident')
  return issued
}
