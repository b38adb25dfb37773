import type pg from 'pg'
import { refuse, type Refusal } from '../kernel/index.ts'
import { comeBack, leave, type Left, type LeavingRefusal } from '../leaving/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import { selectIdentityChecks } from './identity-check-store.ts'
import { isCheckedNow } from './rules.ts'

/** Has this member of staff just seen who it is that they attend to? */
export async function hasShownWho(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { residentId, staffId }: Attendance,
): Promise<boolean> {
  return isCheckedNow(await selectIdentityChecks(database, residentId), staffId, clock.now())
}

/**
 * やめる・引っ越した, or back again: at the word of the resident who stands there, and has shown who they are: a name and a
 * birthday are known to others, and what begins so ends in erasure. Stopping asks nobody. None of it allows anything.
 */
export async function leaveAtCounter(
  tenant: Tenant,
  attendance: Attendance,
  what: 'left' | 'moved-away' | 'came-back',
): Promise<Left | Refusal<LeavingRefusal | 'not-shown-who'>> {
  if (!(await hasShownWho(tenant, attendance))) return refuse('not-shown-who')
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
