import { newId, Personal } from '../../src/kernel/index.ts'
import {
  inviteAdministrator,
  startStaffSession,
  type StaffId,
  type StaffRole,
} from '../../src/identity/index.ts'
import { acceptInvitation, askInvited } from '../../src/identity/staff/accept-invitation.ts'
import { appointStaff } from '../../src/identity/staff/appoint-staff.ts'
import type { Invitation } from '../../src/identity/staff/invitation.ts'
import { insertMember, updateStanding } from '../../src/identity/staff/store.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { Authenticator } from './authenticator.ts'

/** Where the tests reach the city of a test tenant. */
export function siteOf({ hosts }: Pick<Tenant, 'hosts'>) {
  return { origin: `http://${hosts[0] ?? ''}`, name: '見本市' }
}

export interface TestMember {
  staffId: StaffId
  authenticator: Authenticator
  /** Of the session that came with joining. */
  session: string
}

/** Joins with the invitation and a passkey of a new authenticator. */
export async function join(tenant: Tenant, invitation: Invitation): Promise<TestMember> {
  const site = siteOf(tenant)
  const authenticator = new Authenticator(site.origin)
  const asked = await askInvited(tenant, site, invitation.token)
  if (!asked) throw new Error('the invitation is not good')
  const answer = authenticator.make(asked)
  const accepted = await acceptInvitation(tenant, site, { token: invitation.token, answer })
  if (!accepted.ok) throw new Error(accepted.because)
  return { staffId: invitation.staffId, authenticator, session: accepted.session }
}

export async function anAdministrator(tenant: Tenant, name = '管理 一郎'): Promise<TestMember> {
  return join(tenant, await inviteAdministrator(tenant, new Personal(name)))
}

/** A member of staff with this role, who has just signed in. */
export async function aMember(tenant: Tenant, role: StaffRole, name = '窓口 花子'): Promise<TestMember> {
  if (role === 'administrator') return anAdministrator(tenant, name)
  const { staffId: by } = await anAdministrator(tenant)
  const appointed = await appointStaff(tenant, by, { name: new Personal(name), role })
  if (!appointed.ok) throw new Error(appointed.because)
  return join(tenant, appointed.invitation)
}

/** A member of staff on file, who has never been at a screen. */
export async function aColleague(tenant: Tenant, role: StaffRole = 'counter'): Promise<StaffId> {
  const staffId = newId<StaffId>()
  await insertMember(tenant.database, { staffId, name: new Personal('窓口 花子'), role })
  await updateStanding(tenant.database, staffId, 'active')
  return staffId
}

/** A session whose passkey was shown this long ago. */
export function sessionFrom(tenant: Tenant, staffId: StaffId, agoMs: number): Promise<string> {
  return startStaffSession(tenant.database, staffId, new Date(Date.now() - agoMs))
}
