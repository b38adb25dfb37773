import { createHash } from 'node:crypto'
import type { Company } from '../identity/index.ts'
import { newId, refuse, type Id, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findVendor } from '../vendors/index.ts'
import { repeatWindowMs, type ExchangeRefusal, type ReadRequest } from '../wire/index.ts'
import { readCursor, type Edge, type TrialCursor } from './cursor.ts'
import { everybody, pseudonymOf, type TrialPerson } from './people.ts'
import { mayTry, newestDay, refusePerson, refuseTrial } from './rules.ts'
import {
  forgetDeliveries,
  insertDelivery,
  lockSandbox,
  selectChanged,
  selectDelivery,
  type TrialDelivery,
} from './store.ts'
import { findTrialUse, type TrialUse } from './uses.ts'

export interface TrialRequest extends ReadRequest {
  /** One person, named by the pseudonym this use knows; null for all. */
  subject: string | null
}

/** A trial that may begin: what was asked, of whom, and in which window. */
export interface OpenTrial {
  company: Company
  use: TrialUse
  people: readonly TrialPerson[]
  cursor: TrialCursor
  delivery: TrialDelivery
  limit: number
  onlyWithdrawn: boolean
}

/** Requests of ten minutes that are remembered for one company. */
export const mostRemembered = 1_000

type No = ExchangeRefusal | 'too-many-requests'

/** Decides what the gate would decide, of people who do not exist, in the same order and words. */
export async function openTrial(
  tenant: Tenant,
  company: Company,
  request: TrialRequest,
): Promise<({ ok: true } & OpenTrial) | Refusal<No>> {
  const vendor = await findVendor(tenant.database, company.vendorId)
  if (!mayTry(vendor, tenant.clock.now())) return refuse('company-not-active')
  const use = findTrialUse(request.useId)
  const no = refuseTrial(use, request)
  if (no || !use) return refuse(no ?? 'not-found')
  const cursor = request.cursor
    ? readCursor(request.cursor, request)
    : { useId: use.useId, subject: request.subject, low: null, page: null }
  if (!cursor) return refuse('cursor-not-valid')

  return inTransaction(tenant.database, async (client) => {
    await lockSandbox(client, company.vendorId)
    const people = everybody(await selectChanged(client, company.vendorId))
    // After a restore positions begin anew; so does a company, as at the gate.
    if (isAhead(cursor, newestPosition(people))) return refuse('cursor-not-valid')
    const asked = peopleAsked(company, use, people, request.subject)
    if ('because' in asked) return asked
    const high = cursor.page?.high ?? {
      position: newestPosition(people),
      through: newestDay(tenant.clock.now()),
    }
    const delivery = await repeatOrBegin(client, tenant.clock.now(), company, request, high)
    if ('because' in delivery) return delivery
    const { limit, onlyWithdrawn = false } = request
    return { ok: true, company, use, people: asked, cursor, delivery, limit, onlyWithdrawn }
  })
}

function newestPosition(people: readonly TrialPerson[]): number {
  return Math.max(...people.map(({ standingAt, changedDay }) => Math.max(standingAt, changedDay?.at ?? 0)))
}

function isAhead({ low, page }: TrialCursor, newest: number): boolean {
  return (low?.position ?? 0) > newest || (page?.high.position ?? 0) > newest
}

function peopleAsked(
  { vendorId }: Company,
  { useId }: TrialUse,
  people: readonly TrialPerson[],
  subject: string | null,
): readonly TrialPerson[] | Refusal<ExchangeRefusal> {
  if (subject === null) return people
  const found = people.filter(({ number }) => pseudonymOf(vendorId, useId, number) === subject)
  const because = refusePerson(found[0]?.standing)
  return because ? refuse(because) : found
}

async function repeatOrBegin(
  client: Queryable,
  now: Date,
  { vendorId, clientId }: Company,
  request: TrialRequest,
  high: Edge,
): Promise<TrialDelivery | Refusal<'key-reused' | 'too-many-requests'>> {
  const keyHash = sha256(`${clientId}\0${request.idempotencyKey}`)
  const requestHash = sha256(JSON.stringify(request))
  const remembered = await forgetDeliveries(client, vendorId, new Date(now.getTime() - repeatWindowMs))
  const earlier = await selectDelivery(client, vendorId, keyHash)
  if (earlier) return earlier.requestHash.equals(requestHash) ? earlier : refuse('key-reused')
  if (remembered >= mostRemembered) return refuse('too-many-requests')
  const delivery = { deliveryId: newId<Id<'delivery'>>(), requestHash, high }
  await insertDelivery(client, vendorId, keyHash, delivery, now)
  return delivery
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
