import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Clerk } from '../attendance.ts'
import type { DoingRefusal } from './kind-of-request.ts'
import { kindOf, whyNotHeard } from './kinds.ts'
import { claim, findOwn, findToDecide, findToFinish, noteStep, takeUp, type OpenRequest } from './requests.ts'
import type { RequestKind } from './rules.ts'
import type { RequestId } from './store.ts'

export type ConfirmRefusal = 'not-yours-to-decide' | DoingRefusal
/** What of it was done; `taken-up`: by the first of the two, and nothing yet. */
export type Confirmed = { ok: true; done: RequestKind | 'taken-up' }

/**
 * The second person has the paper before them and says so, too. That both have said so is written first; then it is done, to
 * whom it was asked of. Broken off in between, it is finished by whoever presses again, in the name of the two. What is quiet of
 * its kind is answered as if it had been done. Of what a program has brought, the first to confirm is the first of the two.
 */
export async function confirmRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<Confirmed | Refusal<ConfirmRefusal>> {
  const said = await findToFinish(tenant, clerk, requestId, now)
  const request = said ?? (await findToDecide(tenant, clerk, requestId, now))
  const done = said
    ? await carryOut(tenant, said)
    : request
      ? await confirmNow(tenant, clerk, request, now)
      : refuse('not-yours-to-decide')
  const tried = request ?? (await findOwn(tenant, clerk, requestId, now))
  if (!done.ok && tried) await noteInVain(tenant, clerk, tried)
  return done
}

async function confirmNow(
  tenant: Tenant,
  clerk: Clerk,
  request: OpenRequest,
  now: Date,
): Promise<Confirmed | Refusal<ConfirmRefusal>> {
  const because = await whyNotHeard(tenant, request.residentId, request.detail)
  if (because) return refuse(because)
  if (request.askedBy === null) {
    const taken = await takeUp(tenant, request, clerk, now)
    return taken.ok ? { ok: true, done: 'taken-up' } : taken
  }
  if (!(await claim(tenant, request, clerk, now))) return refuse('not-yours-to-decide')
  return carryOut(tenant, { ...request, decidedBy: clerk.staffId })
}

/** Who is refused has tried all the same: the resident reads that, too. */
function noteInVain(tenant: Tenant, { staffId }: Clerk, request: OpenRequest): Promise<void> {
  return inTransaction(tenant.database, (client) =>
    noteStep(tenant, client, { request, staffId, did: 'request-in-vain' }),
  )
}

async function carryOut(tenant: Tenant, request: OpenRequest): Promise<Confirmed | Refusal<ConfirmRefusal>> {
  const { kind, detail, askedBy, decidedBy } = request
  if (askedBy === null || decidedBy === null) return refuse('not-yours-to-decide')
  const two = { staffId: askedBy, secondStaffId: decidedBy }
  const done = await kindOf(kind).carryOut(tenant, { ...request, two }, detail)
  return done.ok ? { ok: true, done: kind } : done
}
