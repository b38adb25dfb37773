import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { recordDeath, recordDeathInError, type LeavingRefusal } from '../../leaving/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Clerk } from '../attendance.ts'
import { findToDecide, noteConfirmed, type OpenRequest } from './requests.ts'
import type { RequestId } from './store.ts'

export type ConfirmRefusal = 'not-yours-to-decide' | LeavingRefusal

/**
 * The second person has the paper before them and says so, too: what was asked for is done, to whom it was asked of, in the
 * transaction that says who the two were.
 */
export async function confirmRequest(
  tenant: Tenant,
  clerk: Clerk,
  requestId: RequestId,
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<ConfirmRefusal>> {
  const request = await findToDecide(tenant, clerk, requestId, now)
  if (!request) return refuse('not-yours-to-decide')
  const done = await carryOut(tenant, clerk, request, now)
  return done.ok ? { ok: true } : done
}

function carryOut(tenant: Tenant, clerk: Clerk, request: OpenRequest, now: Date) {
  const { residentId, askedBy, detail } = request
  const by = { residentId, sessionHash: null, channel: 'counter' } as const
  const two = { staffId: askedBy, secondStaffId: clerk.staffId }
  switch (detail.kind) {
    case 'died':
      return recordDeath(tenant, by, { ...two, document: detail.document }, (client) =>
        noteConfirmed(tenant, client, request, clerk, now),
      )
    case 'reported-in-error':
      return recordDeathInError(tenant, by, two, (client) =>
        noteConfirmed(tenant, client, request, clerk, now),
      )
  }
}
