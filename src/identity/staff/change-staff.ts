import { systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { endPasskeysOf, putEnd, thenKept } from '../ends/put-end.ts'
import { insertAct } from './act-store.ts'
import type { Invited } from './appoint-staff.ts'
import { deleteInvitationOf, makeInvitation } from './invitation.ts'
import { decideOnMember, type StaffRefusal, type StaffRole } from './rules.ts'
import { deleteSessionsOfMember } from './session-store.ts'
import { lockMembers, updateRole, updateStanding } from './store.ts'
import type { StaffId } from './staff.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'journal'>
/** Who does it, and to whom. */
interface Between {
  by: StaffId
  staffId: StaffId
}

/** For good: sessions end at once, passkeys open nothing more. */
export function endStaff(city: City, between: Between): Promise<{ ok: true } | Refusal<StaffRefusal>> {
  const done = inTransaction<{ ok: true } | Refusal<StaffRefusal>>(city.database, async (client) => {
    const decision = await decide(client, between)
    if (!decision.ok) return decision
    const { staffId, role } = decision.member
    await updateStanding(client, staffId, 'ended')
    await shutOut(client, staffId, city.clock.now())
    await putEnd(client, { what: 'staff', which: staffId }, city.clock.now())
    await insertAct(client, { kind: 'ended', ...between, role, happenedAt: city.clock.now() })
    return { ok: true }
  })
  return thenKept(city.journal, done)
}

/**
 * For who has lost a passkey, or let the invitation run out. What opened the door before opens nothing more: a lost key
 * may have been found by somebody.
 */
export function inviteAgain(city: City, between: Between): Promise<Invited> {
  const done = inTransaction<Invited>(city.database, async (client) => {
    const decision = await decide(client, between)
    if (!decision.ok) return decision
    const { staffId, role } = decision.member
    await updateStanding(client, staffId, 'invited')
    await shutOut(client, staffId, city.clock.now())
    await insertAct(client, { kind: 'invited-again', ...between, role, happenedAt: city.clock.now() })
    return { ok: true, invitation: await makeInvitation(client, staffId, systemClock.now()) }
  })
  return thenKept(city.journal, done)
}

/** Counts from the next request on, also for who is signed in. */
export function changeRole(
  city: City,
  { role, ...between }: Between & { role: StaffRole },
): Promise<{ ok: true } | Refusal<StaffRefusal>> {
  return inTransaction(city.database, async (client) => {
    const decision = await decide(client, between)
    if (!decision.ok) return decision
    await updateRole(client, between.staffId, role)
    await insertAct(client, { kind: 'role-changed', ...between, role, happenedAt: city.clock.now() })
    return { ok: true }
  })
}

async function decide(client: Queryable, { by, staffId }: Between) {
  const members = await lockMembers(client, [by, staffId])
  return decideOnMember(members.get(by), members.get(staffId))
}

async function shutOut(client: Queryable, staffId: StaffId, now: Date): Promise<void> {
  await endPasskeysOf(client, { kind: 'staff', id: staffId }, now)
  await deleteSessionsOfMember(client, staffId)
  await deleteInvitationOf(client, staffId)
}
