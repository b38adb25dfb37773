import { refuse, type Personal, type Refusal } from '../kernel/index.ts'
import { leaveNotice, reachedByLetter, releaseLetter, wishOf } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { changeAddress, type Address } from '../residents/index.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import { hasShownWho } from './leave-at-counter.ts'

/**
 * Where somebody lives, at the word of who stands there and has shown who they are: letters go to it. They are told, and a
 * letter that could not be sent goes there with the next print. Where letters went until now gets one last letter, so that a
 * deceived clerk turns nobody's letters away unseen; where none could go, none goes.
 */
export async function enterAddress(
  tenant: Tenant,
  attendance: Attendance,
  address: Personal<Address>,
): Promise<{ ok: true } | Refusal<'not-shown-who' | 'nobody-attended'>> {
  if (!(await hasShownWho(tenant, attendance))) return refuse('not-shown-who')
  const { residentId } = attendance
  // Whoever is told by mail, too, hears of it there.
  const { by } = await wishOf(tenant, residentId)
  return inTransaction(tenant.database, async (client) => {
    const keepFormer = by === 'letter' && (await reachedByLetter(client, [residentId])).has(residentId)
    if (!(await changeAddress(tenant, client, residentId, address, { keepFormer })))
      return refuse('nobody-attended')
    await noteDeed(tenant, client, attendance, 'address-entered')
    await leaveNotice(client, residentId, { kind: 'home-entered' }, tenant.clock.now())
    await releaseLetter(client, residentId)
    return { ok: true } as const
  })
}
