import type { ConsentActRefusal } from '../consent/index.ts'
import { stop, type Stopped } from '../exchange/index.ts'
import type { Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { noteDeed, type Attendance } from './attendance.ts'

/** Everything, at the word of the resident who stands there: a lost telephone, no card. Only ever a stop. */
export async function stopAtCounter(
  tenant: Tenant,
  attendance: Attendance,
): Promise<({ ok: true } & Stopped) | Refusal<ConsentActRefusal>> {
  const { residentId, sessionHash } = attendance
  await inTransaction(tenant.database, (client) => noteDeed(tenant, client, attendance, 'stopped'))
  return stop(tenant, { residentId, sessionHash, channel: 'counter' }, { useId: null, items: null })
}
