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
  /** Chosen by the form, so that sent twice it appoints once; a new one where there is no form. */
  staffId?: StaffId | undefined
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
    const invitation = await appoint(client, by, appointment, clock.now())
    return invitation ? { ok: true, invitation } : refuse('appointed-already')
  })
}

/** The same from the machine room, where nobody is an administrator yet, or none can come in any more. */
export function inviteAdministrator(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  name: Personal<string>,
): Promise<Invitation> {
  return inTransaction(database, async (client) => {
    const invitation = await appoint(client, null, { name, role: 'administrator' }, clock.now())
    if (!invitation) throw new Error('a new id was taken already')
    return invitation
  })
}

/** Nothing where there is a member of this id already. */
async function appoint(
  client: Queryable,
  by: StaffId | null,
  { name, role, staffId = newId<StaffId>() }: Appointment,
  happenedAt: Date,
): Promise<Invitation | undefined> {
  if (!(await insertMember(client, { staffId, name, role }))) return undefined
  await insertAct(client, { kind: 'appointed', staffId, by, role, happenedAt })
  return makeInvitation(client, staffId, systemClock.now())
}
