import { newId, refuse, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { endPasskeysOf, putEnd, thenKept } from '../ends/put-end.ts'
import { insertCompanyAct } from './act-store.ts'
import type { CompanyPerson, PersonId } from './company-person.ts'
import { deleteInvitationOfPerson, makeCompanyInvitation, type CompanyInvitation } from './invitation.ts'
import { decideOnInviting, decideOnPerson, type PersonRefusal } from './rules.ts'
import { deleteSessionsOfPerson } from './session-store.ts'
import { countPersons, insertPerson, lockCompany, lockPersons, updatePersonStanding } from './store.ts'

type City = Pick<Tenant, 'database' | 'clock' | 'journal'>
type By = Pick<CompanyPerson, 'personId' | 'vendorId'>
export type PersonInvited = { ok: true; invitation: CompanyInvitation } | Refusal<PersonRefusal>

/** One more responsible person of one's own company. Of the id that the form has chosen: sent twice it invites one. */
export function invitePerson(
  city: City,
  by: By,
  name: Personal<string>,
  personId = newId<PersonId>(),
): Promise<PersonInvited> {
  const { vendorId } = by
  return inTransaction(city.database, async (client) => {
    await lockCompany(client, vendorId)
    const acting = (await lockPersons(client, [by.personId])).get(by.personId)
    const decision = decideOnInviting(acting, await countPersons(client, vendorId))
    if (!decision.ok) return decision
    if (!(await insertPerson(client, { personId, vendorId, name }))) return refuse('invited-already')
    await note(city, client, { kind: 'invited', by, personId })
    return { ok: true, invitation: await makeCompanyInvitation(client, personId, systemClock.now()) }
  })
}

/** For who has lost a passkey, or let the invitation run out. What opened the door before opens nothing more. */
export function invitePersonAgain(city: City, by: By, personId: PersonId): Promise<PersonInvited> {
  const done = inTransaction<PersonInvited>(city.database, async (client) => {
    const decision = await decide(client, by, personId)
    if (!decision.ok) return decision
    await updatePersonStanding(client, personId, 'invited')
    await shutOut(client, personId, city.clock.now())
    await note(city, client, { kind: 'invited-again', by, personId })
    return { ok: true, invitation: await makeCompanyInvitation(client, personId, systemClock.now()) }
  })
  return thenKept(city.journal, done)
}

/** For good: sessions end at once, passkeys open nothing more. */
export function endPerson(
  city: City,
  by: By,
  personId: PersonId,
): Promise<{ ok: true } | Refusal<PersonRefusal>> {
  const done = inTransaction<{ ok: true } | Refusal<PersonRefusal>>(city.database, async (client) => {
    const decision = await decide(client, by, personId)
    if (!decision.ok) return decision
    await updatePersonStanding(client, personId, 'ended')
    await shutOut(client, personId, city.clock.now())
    await putEnd(client, { what: 'company-person', which: personId }, city.clock.now())
    await note(city, client, { kind: 'ended', by, personId })
    return { ok: true }
  })
  return thenKept(city.journal, done)
}

async function decide(client: Queryable, by: By, personId: PersonId) {
  const persons = await lockPersons(client, [by.personId, personId])
  return decideOnPerson(persons.get(by.personId), persons.get(personId))
}

async function shutOut(client: Queryable, personId: PersonId, now: Date): Promise<void> {
  await endPasskeysOf(client, { kind: 'company', id: personId }, now)
  await deleteSessionsOfPerson(client, personId)
  await deleteInvitationOfPerson(client, personId)
}

function note(
  { clock }: City,
  client: Queryable,
  { kind, by, personId }: { kind: 'invited' | 'invited-again' | 'ended'; by: By; personId: PersonId },
): Promise<void> {
  return insertCompanyAct(client, by.vendorId, { kind, by: by.personId, personId, happenedAt: clock.now() })
}
