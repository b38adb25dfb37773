/** The pages of the city's staff in each of their states, and those of companies, on which they decide. */
import type { Page } from 'playwright-core'
import {
  appointStaff,
  changeRole,
  endStaff,
  startStaffSession,
  type StaffId,
  type StaffRole,
} from '../../../src/identity/index.ts'
import { Personal } from '../../../src/kernel/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { anAdministrator, join, sessionFrom } from '../../support/staff.ts'
import { companyDoorStates } from './company-states.ts'
import type { ExampleState } from './deposit-states.ts'
import { programStates } from './program-states.ts'
import { typing } from './typing.ts'
import { withoutAuthenticator } from './without-authenticator.ts'

/** A name as long as they come is among them. */
export const staffNames = {
  administrator: '管理 一郎',
  counter: '窓口 花子',
  auditor: '監査 三郎',
  invited: '窓口 四郎',
  ended: '東西南北 長次郎左衛門',
  appointed: '窓口 六郎',
  administratorOfDesks: '管理 二郎',
  administratorOfReviewers: '管理 三郎',
  administratorOfCohorts: '管理 四郎',
  administratorOfPrograms: '管理 六郎',
  asks: '窓口 一子',
  confirms: '窓口 二子',
  desk1: '窓口 三子',
  desk2: '窓口 五子',
  desk3: '窓口 六子',
  desk4: '窓口 七子',
  invites: '窓口 八子',
} as const

export async function cityStates(tenant: Tenant): Promise<ExampleState[]> {
  const { administrator, counter, auditor } = await someStaff(tenant)
  const signedIn = (staffId: StaffId) => ({
    as: null,
    staff: () => startStaffSession(tenant.database, staffId),
  })
  const [home, route] = [paths.city, paths.staff]
  return [
    { route: paths.citySignIn, name: 'at the door', as: null, path: paths.citySignIn },
    {
      ...{ route: paths.citySignIn, name: 'signed out', announces: true, as: null },
      path: paths.signedOut(paths.citySignIn),
    },
    withoutAuthenticator(paths.citySignIn, 'main button.primary'),
    { route: paths.cityInvited, name: 'with an invitation', as: null, path: paths.cityInvited },
    { route: home, name: 'administrator', ...signedIn(administrator), path: home },
    { route: home, name: 'counter', ...signedIn(counter), path: home },
    { route: home, name: 'auditor', ...signedIn(auditor), path: home },
    // Which of two acts of one moment comes first is chance.
    {
      ...{ route: paths.staffActs, name: 'several', neverAlike: true, path: paths.staffActs },
      ...signedIn(auditor),
    },
    {
      ...{ route: paths.searches, name: 'several', neverAlike: true, path: paths.searches },
      ...signedIn(auditor),
    },
    { route, name: 'a passkey just shown', ...signedIn(administrator), path: route },
    {
      ...{ route, name: 'a passkey shown a while ago', as: null, path: route },
      staff: () => sessionFrom(tenant, administrator, 6 * 60_000),
    },
    ...['done=role', 'done=ended'].map((what): ExampleState => ({
      ...{ route, name: what, announces: true, path: `${route}?${what}` },
      ...signedIn(administrator),
    })),
    {
      ...{ route, name: 'no role', announces: true, path: route, ...signedIn(administrator) },
      then: typing({ name: staffNames.appointed }, '#role-error'),
    },
    {
      ...{
        route,
        name: 'an invitation made',
        announces: true,
        neverAlike: true,
        path: route,
        then: inviteAgain,
      },
      ...signedIn(administrator),
    },
    ...(await companyDoorStates(tenant)),
    ...(await programStates(tenant)),
    { route: null, name: 'another role', ...signedIn(counter), path: route },
    { route: null, name: 'not signed in as staff', as: null, path: home },
  ]
}

/** One of each standing, and what was done to them. */
async function someStaff(tenant: Tenant) {
  const { staffId: by } = await anAdministrator(tenant, staffNames.administrator)
  const invite = async (name: string, role: StaffRole) => {
    const appointed = await appointStaff(tenant, by, { name: new Personal(name), role })
    if (!appointed.ok) throw new Error(appointed.because)
    return appointed.invitation
  }
  const { staffId: counter } = await join(tenant, await invite(staffNames.counter, 'counter'))
  const { staffId: auditor } = await join(tenant, await invite(staffNames.auditor, 'auditor'))
  await invite(staffNames.invited, 'counter')
  const { staffId } = await invite(staffNames.ended, 'counter')
  await changeRole(tenant, { by, staffId, role: 'reviewer' })
  await endStaff(tenant, { by, staffId })
  return { administrator: by, counter, auditor }
}

/** Of who was invited before: nobody more is there afterwards. */
async function inviteAgain(page: Page): Promise<void> {
  const row = page.locator('tbody tr', { hasText: staffNames.invited })
  await row.locator('summary').click()
  await row.locator(`form[action="${paths.staff}"] button`).click()
  await page.locator('.as-it-is').waitFor()
}
