import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { askForNewPasskey, readNewPasskey } from '../passkey/register.ts'
import type { Site } from '../passkey/passkey.ts'
import { insertPasskey } from '../passkey/store.ts'
import { insertAct } from './act-store.ts'
import { deleteInvitationOf, findInvited } from './invitation.ts'
import { startStaffSession } from './staff-session.ts'
import { lockMembers, updateStanding } from './store.ts'

type City = Pick<Tenant, 'database' | 'clock'>

/** What the browser asks the authenticator of who was invited; undefined for an invitation that is not good. */
export async function askInvited({ database }: City, site: Site, token: string, now = systemClock.now()) {
  const member = await findInvited(database, token, now)
  if (!member) return undefined
  return askForNewPasskey(
    database,
    site,
    { owner: { kind: 'staff', id: member.staffId }, name: member.name },
    now,
  )
}

/**
 * Registers the passkey in the name of who was invited, and signs them in: they have just shown it. Returns the token of
 * the session. The invitation is used up in the same transaction, so that of two who have it one comes in.
 */
export async function acceptInvitation(
  { database, clock }: City,
  site: Site,
  { token, answer }: { token: string; answer: string },
  now = systemClock.now(),
): Promise<{ ok: true; session: string } | Refusal<'bad-invitation' | 'bad-passkey'>> {
  const invited = await findInvited(database, token, now)
  if (!invited) return refuse('bad-invitation')
  const { staffId } = invited
  const passkey = await readNewPasskey(database, site, { kind: 'staff', id: staffId }, answer, now)
  if (!passkey) return refuse('bad-passkey')
  return inTransaction(database, async (client) => {
    // Whoever invites again or ends locks the member first; so what is found after this stays so.
    await lockMembers(client, [staffId])
    if (!(await findInvited(client, token, now))) return refuse('bad-invitation')
    if (!(await insertPasskey(client, passkey, now))) return refuse('bad-passkey')
    await deleteInvitationOf(client, staffId)
    await updateStanding(client, staffId, 'active')
    const act = { kind: 'joined', staffId, by: staffId, role: invited.role } as const
    await insertAct(client, { ...act, happenedAt: clock.now() })
    return { ok: true, session: await startStaffSession(client, staffId, now) }
  })
}
