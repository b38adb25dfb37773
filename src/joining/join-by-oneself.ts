import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  enterWithMail,
  finishAtProvider,
  type EmailCode,
  type Finished,
  type NotFinished,
  type OutsideNo,
  type ShownWay,
} from '../identity/index.ts'
import { refuse, systemClock, type Personal, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { dropCookie, readCookie } from '../platform/http/index.ts'
import type { Log } from '../platform/log.ts'
import type { OutsideProvider, Tenant } from '../platform/tenant.ts'
import {
  agreeOnJoining,
  currentTerms,
  enrolResidents,
  isOldEnough,
  searchResidents,
  type ResidentId,
} from '../residents/index.ts'
import { lockCode, updateUsed, type Code } from './code-store.ts'
import { lockCohort } from './cohort-store.ts'
import { browserHashOf, openNewcomer, type SealedNewcomer } from './half-done.ts'
import { selectHalfDone, updateDone } from './half-done-store.ts'
import { isGoodNow } from './show-code.ts'
import { takePlace } from './take-place.ts'

export type JoinRefusal = 'not-begun' | 'code-refused' | 'terms-changed' | 'too-young' | ShownWay['taken']

/** Joins whoever has the code that came to their mailbox, and signs them in. */
export async function joinWithMail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Personal<EmailCode>,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<JoinRefusal>> {
  const joined = await enterWithMail(request, reply, code, (client, way) => takeIn(request, client, way))
  if (joined.ok) dropCookie(request, reply, 'joining')
  return joined
}

export type ReturnNo = OutsideNo | JoinRefusal

/** The browser is back from the outside provider: signs in, links, or joins who has gone there to join. */
export async function returnFromProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: OutsideProvider,
  { callback, log }: { callback: URL; log: Log },
): Promise<Finished | NotFinished | Refusal<JoinRefusal>> {
  const finished = await finishAtProvider(request, reply, provider, {
    callback,
    log,
    takeIn: (client, way) => takeIn(request, client, way),
  })
  if (finished.ok && finished.done === 'joined') dropCookie(request, reply, 'joining')
  return finished
}

/** Everything is decided first: what is written is written whole, in the caller's transaction, or nothing is. */
async function takeIn(
  request: FastifyRequest,
  client: Queryable,
  way: ShownWay,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<JoinRefusal>> {
  const { tenant } = request
  const token = readCookie(request, 'joining')
  if (token === undefined) return refuse('not-begun')
  const browserHash = browserHashOf(token)
  const begun = await selectHalfDone(client, browserHash, { now: systemClock.now(), lock: true })
  if (!begun || begun.done || begun.sealed === null || begun.termsVersion === null) return refuse('not-begun')
  const sealed = openNewcomer(token, begun.sealed)
  if (!isOldEnough(tenant, sealed.newcomer)) return refuse('too-young')
  if ((await currentTerms({ ...tenant, database: client }))?.version !== begun.termsVersion)
    return refuse('terms-changed')
  const code = await lockGoodCode(tenant, client, begun.codeHash)
  if (!code) return refuse('code-refused')
  if (!(await way.claim(client, sealed.residentId))) return refuse(way.taken)
  await write(tenant, client, { sealed, code, termsVersion: begun.termsVersion, email: way.email })
  await updateDone(client, browserHash)
  return { ok: true, residentId: sealed.residentId }
}

/** Still good now, an hour after it was shown; of those who come at once one after the other, so that no place is given twice. */
async function lockGoodCode(tenant: Tenant, client: Queryable, codeHash: Buffer): Promise<Code | undefined> {
  const code = await lockCode(client, codeHash)
  if (!code) return undefined
  await lockCohort(client, code.cohortId)
  return (await isGoodNow(tenant, client, code)) ? code : undefined
}

interface Joining {
  sealed: SealedNewcomer
  code: Code
  termsVersion: number
  email: Personal<string> | null
}

async function write(
  tenant: Tenant,
  client: Queryable,
  { sealed: { residentId, newcomer }, code, termsVersion, email }: Joining,
): Promise<void> {
  await tellWhoIsAlike(tenant, client, newcomer)
  const identity = { ...newcomer, ...(email && { email: email.reveal() }) }
  await enrolResidents(tenant, client, [{ residentId, identity }])
  await agreeOnJoining(tenant, client, residentId, termsVersion)
  await updateUsed(client, code.codeHash)
  await takePlace(tenant, client, residentId, { cohortId: code.cohortId, briefingId: null })
}

/** At most so many: who has the same kana and date of birth is one, or twins. */
const mostAlike = 5

/** Whoever takes part under this name and date of birth is told, and who joins is not: they may be somebody else. */
async function tellWhoIsAlike(
  tenant: Tenant,
  client: Queryable,
  { kana, birthDate }: SealedNewcomer['newcomer'],
): Promise<void> {
  for (const { residentId } of await searchResidents(tenant, client, { kana, birthDate }, mostAlike))
    await leaveNotice(client, residentId, { kind: 'alike-joined' }, tenant.clock.now())
}
