import {
  endCompanyProgram,
  registerCompany,
  type CompanyInvitation,
  type PersonId,
} from '../../src/identity/index.ts'
import {
  acceptCompanyInvitation,
  askInvitedPerson,
} from '../../src/identity/company/accept-company-invitation.ts'
import { startCompanySession } from '../../src/identity/company/company-session.ts'
import { insertPerson, updatePersonStanding } from '../../src/identity/company/store.ts'
import { newId, Personal } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import {
  acceptCompany,
  typedCorporateNumberSchema,
  vendorProfileSchema,
  type Application,
  type VendorId,
} from '../../src/vendors/index.ts'
import { Authenticator } from './authenticator.ts'
import { siteOf } from './staff.ts'

/** As a company fills in the form. The number is that of the tax agency, whose check digit is right. */
export const typedApplication = {
  name: 'あおい薬局',
  nameEn: 'Aoi Pharmacy',
  kind: 'pharmacy',
  corporateNumber: '7000012050002',
  address: 'あおば野市中央2-3-4',
  representative: '青井 一',
  department: '健康相談係',
  departmentEn: '',
  phone: '048-000-0202',
  certificate: '',
  person: '担当 花子',
  email: 'hanako@aoi.example',
  contactPhone: '048-000-0203',
} as const

export function anApplication(
  name: string = typedApplication.name,
): Application & { person: Personal<string> } {
  const { nameEn, kind, address, representative, department, phone, email, contactPhone } = typedApplication
  return {
    profile: vendorProfileSchema.parse({
      ...{ name, nameEn, kind, address, representative, department, phone },
      certificate: null,
    }),
    corporateNumber: typedCorporateNumberSchema.parse(typedApplication.corporateNumber),
    contact: new Personal({ email, phone: contactPhone }),
    person: new Personal(typedApplication.person),
  }
}

export interface TestPerson {
  personId: PersonId
  vendorId: VendorId
  authenticator: Authenticator
  /** Of the session that came with joining. */
  session: string
}

/** Joins with the invitation and a passkey of a new authenticator. */
export async function joinAsPerson(
  tenant: Tenant,
  invitation: CompanyInvitation,
): Promise<Omit<TestPerson, 'vendorId'>> {
  const site = siteOf(tenant)
  const authenticator = new Authenticator(site.origin)
  const asked = await askInvitedPerson(tenant, site, invitation.token)
  if (!asked) throw new Error('the invitation is not good')
  const answer = authenticator.make(asked)
  const accepted = await acceptCompanyInvitation(tenant, site, { token: invitation.token, answer })
  if (!accepted.ok) throw new Error(accepted.because)
  return { personId: invitation.personId, authenticator, session: accepted.session }
}

export async function invitationOf(tenant: Tenant, name?: string): Promise<CompanyInvitation> {
  const registered = await registerCompany(tenant, anApplication(name))
  if (!registered.ok) throw new Error(registered.because)
  return registered.invitation
}

/** A company that has registered itself, with the person who did; `accepted` by the city, or not yet. */
export async function aCompany(
  tenant: Tenant,
  { name, accepted = true }: { name?: string; accepted?: boolean } = {},
) {
  const person = await joinAsPerson(tenant, await invitationOf(tenant, name))
  const { rows } = await tenant.database.query<{ vendor_id: VendorId }>(
    'select vendor_id from identity.company_persons where person_id = $1',
    [person.personId],
  )
  const vendorId = rows[0]?.vendor_id
  if (!vendorId) throw new Error('the person is of no company')
  if (accepted) await acceptedByTheCity(tenant, vendorId)
  return { ...person, vendorId }
}

export async function acceptedByTheCity(tenant: Tenant, vendorId: VendorId): Promise<void> {
  const until = new Date(tenant.clock.now().getTime() + 365 * 86_400_000)
  const decided = await acceptCompany(tenant, { by: newId(), vendorId }, until)
  if (!decided.ok) throw new Error(decided.because)
}

/** A session whose passkey was shown this long ago. */
export function companySessionFrom(tenant: Tenant, personId: PersonId, agoMs: number): Promise<string> {
  return startCompanySession(tenant.database, personId, new Date(Date.now() - agoMs))
}

/** By a person of the company, who is there for that alone. */
export async function endProgramOf(
  tenant: Tenant,
  { vendorId, clientId }: { vendorId: VendorId; clientId: string },
): Promise<void> {
  const by = { personId: newId<PersonId>(), vendorId }
  await insertPerson(tenant.database, { ...by, name: new Personal(typedApplication.person) })
  await updatePersonStanding(tenant.database, by.personId, 'active')
  const ended = await endCompanyProgram(tenant, by, clientId)
  if (!ended.ok) throw new Error(ended.because)
}
