import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { newToken } from '../identity/index.ts'
import { localDayOf, refuse, systemClock, type Personal, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import { setCookie } from '../platform/http/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { countWrong, lockCode, selectWrong, type Code } from './code-store.ts'
import { selectCohorts } from './cohort-store.ts'
import { browserHashOf } from './half-done.ts'
import { countHalfDone, insertHalfDone } from './half-done-store.ts'
import { codeSecretOf, hashUnder, type InvitationCode } from './invitation-code.ts'
import { halfDoneMs, isGood, mayBegin, mayShow } from './rules.ts'

/** A no comes no earlier, whichever of the reasons it was. */
const answerAfterMs = 500

export type CodeRefusal = 'code-refused' | 'joining-busy'

/**
 * Somebody shows a code of an invitation: from here on this browser may join, for an hour. No such code, used, revoked, over, and
 * a cohort that is full are one answer, after the same time.
 */
export async function showCode(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Personal<InvitationCode>,
): Promise<{ ok: true } | Refusal<CodeRefusal>> {
  const earliest = performance.now() + answerAfterMs
  const token = newToken()
  const shown = await lookAt(request.tenant, code, browserHashOf(token))
  await sleep(Math.max(0, earliest - performance.now()))
  if (shown.ok) setCookie(request, reply, 'joining', token)
  return shown
}

async function lookAt(
  tenant: Tenant,
  code: Personal<InvitationCode>,
  browserHash: Buffer,
): Promise<{ ok: true } | Refusal<CodeRefusal>> {
  const now = systemClock.now()
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000)
  if (!mayShow(await selectWrong(tenant.database, minute))) return refuse('joining-busy')
  const codeHash = hashUnder(await codeSecretOf(tenant), code.reveal())
  const begun = await inTransaction(tenant.database, (client) =>
    begin(tenant, client, { codeHash, browserHash, now }),
  )
  if (!begun.ok && begun.because === 'code-refused') await countWrong(tenant.database, minute)
  return begun
}

async function begin(
  tenant: Pick<Tenant, 'clock'>,
  client: Queryable,
  { codeHash, browserHash, now }: { codeHash: Buffer; browserHash: Buffer; now: Date },
): Promise<{ ok: true } | Refusal<CodeRefusal>> {
  const code = await lockCode(client, codeHash)
  if (!code || !(await isGoodNow(tenant, client, code))) return refuse('code-refused')
  if (!mayBegin(code, await countHalfDone(client, codeHash, now))) return refuse('joining-busy')
  const expiresAt = new Date(now.getTime() + halfDoneMs)
  await insertHalfDone(client, { browserHash, codeHash, expiresAt })
  return { ok: true }
}

/** Days are the city's, in the demo by its own clock. */
export async function isGoodNow(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  code: Code,
): Promise<boolean> {
  const [cohort] = await selectCohorts(client, code.cohortId)
  return isGood(code, cohort, localDayOf(clock.now()))
}
