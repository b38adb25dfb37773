import type { ConsentActRefusal } from '../consent/index.ts'
import { stop, type Stopped } from '../exchange/index.ts'
import type { Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { helping, type Attendance } from './attendance.ts'

/** Everything, at the word of the resident who stands there: a lost telephone, no card. Only ever a stop. */
export function stopAtCounter(
  tenant: Tenant,
  attendance: Attendance,
): Promise<({ ok: true } & Stopped) | Refusal<ConsentActRefusal>> {
  return stop(tenant, helping(tenant, attendance, 'stopped'), { useId: null, items: null })
}
