import { newId, refuse, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { insertAct } from './act-store.ts'
import { makeInvitation, type Invitation } from './invitation.ts'
import { mayAppoint, type StaffRefusal, type StaffRole } from './rules.ts'
import { insertMember, lockMembers } from './store.ts'
import type { StaffId } from './staff.ts'

export type Invited = { ok: true; invitation: Invitation } | Refusal<StaffRefusal>
interface Appointment {
  name: Personal<string>
  role: StaffRole
}

/** A new member of staff, who comes in with the invitation and a passkey of their own. */
export function appointStaff(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  by: StaffId,
  appointment: Appointment,
): Promise<Invited> {
  return inTransaction(database, async (client) => {
    const members = await lockMembers(client, [by])
    if (!mayAppoint(members.get(by))) return refuse('not-your-role')
    return { ok: true, invitation: await appoint(client, by, appointment, clock.now()) }
  })
}

/** The same from the machine room, where nobody is an administrator yet, or none can come in any more. */
export function inviteAdministrator(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  name: Personal<string>,
): Promise<Invitation> {
  return inTransaction(database, (client) =>
    appoint(client, null, { name, role: 'administrator' }, clock.now()),
  )
}

async function appoint(
  client: Queryable,
  by: StaffId | null,
  { name, role }: Appointment,
  happenedAt: Date,
): Promise<Invitation> {
  const staffId = newId<StaffId>()
  await insertMember(client, { staffId, name, role })
  await insertAct(client, { kind: 'appointed', staffId, by, role, happenedAt })
  return makeInvitation(client, staffId, systemClock.now())
}
