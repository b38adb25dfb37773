import { refuse, type Personal, type Refusal } from '../kernel/index.ts'
import { leaveNotice, releaseLetter } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { changeAddress, type Address } from '../residents/index.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import { hasShownWho } from './leave-at-counter.ts'

/**
 * Where somebody lives, at the word of who stands there and has shown who they are: letters go to it. They are told, and a
 * letter that could not be sent goes there with the next print.
 */
export async function enterAddress(
  tenant: Tenant,
  attendance: Attendance,
  address: Personal<Address>,
): Promise<{ ok: true } | Refusal<'not-shown-who' | 'nobody-attended'>> {
  if (!(await hasShownWho(tenant, attendance))) return refuse('not-shown-who')
  const { residentId } = attendance
  return inTransaction(tenant.database, async (client) => {
    if (!(await changeAddress(tenant, client, residentId, address))) return refuse('nobody-attended')
    await noteDeed(tenant, client, attendance, 'address-entered')
    await leaveNotice(client, residentId, { kind: 'home-entered' }, tenant.clock.now())
    await releaseLetter(client, residentId)
    return { ok: true } as const
  })
}
