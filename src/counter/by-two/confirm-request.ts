import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { recordDeath, recordDeathInError, type LeavingRefusal } from '../../leaving/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { lifeEventIdSchema } from '../../residents/index.ts'
import type { Clerk } from '../attendance.ts'
import { canStillHappen, claim, findToDecide, findToFinish, type OpenRequest } from './requests.ts'
import type { RequestId } from './store.ts'

export type ConfirmRefusal = 'not-yours-to-decide' | LeavingRefusal

/**
 * The second person has the paper before them and says so, too. That both have said so is written first; then it is done, to
 * whom it was asked of. Broken off in between, it is finished by whoever presses again, in the name of the two.
 */
export async function confirmRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<ConfirmRefusal>> {
  const said = await findToFinish(tenant, clerk, requestId, now)
  if (said) return carryOut(tenant, said)
  const request = await findToDecide(tenant, clerk, requestId, now)
  if (!request) return refuse('not-yours-to-decide')
  if (!(await canStillHappen(tenant.database, request))) return refuse('not-as-you-stand')
  if (!(await claim(tenant, request, clerk, now))) return refuse('not-yours-to-decide')
  return carryOut(tenant, { ...request, decidedBy: clerk.staffId })
}

/** Under the number of the request: it is done once. */
async function carryOut(
  tenant: Tenant,
  { requestId, residentId, askedBy, decidedBy, detail }: OpenRequest,
): Promise<{ ok: true } | Refusal<ConfirmRefusal>> {
  if (decidedBy === null) return refuse('not-yours-to-decide')
  const by = { residentId, sessionHash: null, channel: 'counter' } as const
  const two = { staffId: askedBy, secondStaffId: decidedBy }
  const eventId = lifeEventIdSchema.parse(requestId)
  const done =
    detail.kind === 'died'
      ? await recordDeath(tenant, by, { ...two, document: detail.document }, eventId)
      : await recordDeathInError(tenant, by, two, eventId)
  return done.ok ? { ok: true } : done
}
