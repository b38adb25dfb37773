import { newId, systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { registerApplicant, type Application } from '../../vendors/index.ts'
import { insertCompanyAct } from './act-store.ts'
import type { PersonId } from './company-person.ts'
import { makeCompanyInvitation, type CompanyInvitation } from './invitation.ts'
import { insertPerson } from './store.ts'

/** A company registers itself, and whoever does it is handed the invitation of its first responsible person. */
export function registerCompany(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { person, ...application }: Application & { person: Personal<string> },
): Promise<{ ok: true; invitation: CompanyInvitation } | Refusal<'registers-closed'>> {
  return inTransaction(database, async (client) => {
    const happenedAt = clock.now()
    const registered = await registerApplicant(client, application, happenedAt)
    if (!registered.ok) return registered
    const { vendorId } = registered
    const personId = newId<PersonId>()
    await insertPerson(client, { personId, vendorId, name: person })
    await insertCompanyAct(client, vendorId, { kind: 'registered', by: null, personId, happenedAt })
    return { ok: true, invitation: await makeCompanyInvitation(client, personId, systemClock.now()) }
  })
}
