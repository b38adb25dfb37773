import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Site } from '../passkey/passkey.ts'
import { askForNewPasskey, readNewPasskey } from '../passkey/register.ts'
import { insertPasskey } from '../passkey/store.ts'
import { insertCompanyAct } from './act-store.ts'
import { startCompanySession } from './company-session.ts'
import { deleteInvitationOfPerson, findInvitedPerson } from './invitation.ts'
import { lockPersons, updatePersonStanding } from './store.ts'

type City = Pick<Tenant, 'database' | 'clock'>

/** What the browser asks the authenticator of who was invited; undefined for an invitation that is not good. */
export async function askInvitedPerson(
  { database }: City,
  site: Site,
  token: string,
  now = systemClock.now(),
) {
  const person = await findInvitedPerson(database, token, now)
  if (!person) return undefined
  return askForNewPasskey(
    database,
    site,
    { owner: { kind: 'company', id: person.personId }, name: person.name },
    now,
  )
}

/** Registers the passkey in the name of who was invited, and signs them in; of two who have the invitation one comes in. */
export async function acceptCompanyInvitation(
  { database, clock }: City,
  site: Site,
  { token, answer }: { token: string; answer: string },
  now = systemClock.now(),
): Promise<{ ok: true; session: string } | Refusal<'bad-company-invitation' | 'bad-passkey'>> {
  const invited = await findInvitedPerson(database, token, now)
  if (!invited) return refuse('bad-company-invitation')
  const { personId, vendorId } = invited
  const passkey = await readNewPasskey(database, site, { kind: 'company', id: personId }, answer, now)
  if (!passkey) return refuse('bad-passkey')
  return inTransaction(database, async (client) => {
    // Whoever invites again or ends locks the person first; so what is found after this stays so.
    await lockPersons(client, [personId])
    if (!(await findInvitedPerson(client, token, now))) return refuse('bad-company-invitation')
    if (!(await insertPasskey(client, passkey, now))) return refuse('bad-passkey')
    await deleteInvitationOfPerson(client, personId)
    await updatePersonStanding(client, personId, 'active')
    await insertCompanyAct(client, vendorId, {
      kind: 'joined',
      by: personId,
      personId,
      happenedAt: clock.now(),
    })
    return { ok: true, session: await startCompanySession(client, personId, now) }
  })
}
