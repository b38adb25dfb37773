import type pg from 'pg'
import type { Refusal } from '../kernel/index.ts'
import { comeBack, leave, type Left, type LeavingRefusal } from '../leaving/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { noteDeed, type Attendance } from './attendance.ts'

/** やめる・引っ越した, or back again: at the word of the resident who stands there. None of it allows anything. */
export function leaveAtCounter(
  tenant: Tenant,
  attendance: Attendance,
  what: 'left' | 'moved-away' | 'came-back',
): Promise<Left | Refusal<LeavingRefusal>> {
  const { residentId, sessionHash, staffId } = attendance
  const by = { residentId, sessionHash, channel: 'counter' } as const
  const saidBy = { staffId, secondStaffId: null, evidence: null }
  const did = what === 'came-back' ? what : 'left'
  const onTheRecord = (client: pg.PoolClient) =>
    noteDeed(tenant, client, { ...attendance, reason: 'leave' }, did)
  return what === 'came-back'
    ? comeBack(tenant, by, saidBy, onTheRecord)
    : leave(tenant, by, what, saidBy, onTheRecord)
}
