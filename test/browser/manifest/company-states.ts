/** The pages of companies, and those on which the city decides on them, in each of their states. */
import type { Page } from 'playwright-core'
import {
  appointStaff,
  invitePerson,
  makeClientKeyPair,
  registerCompanyProgram,
  startCompanySession,
  startStaffSession,
  type StaffId,
} from '../../../src/identity/index.ts'
import { Personal } from '../../../src/kernel/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { turnDownCompany } from '../../../src/vendors/index.ts'
import { aCompany, companySessionFrom, typedApplication } from '../../support/company.ts'
import { anAdministrator, join, sessionFrom } from '../../support/staff.ts'
import { staffNames } from './city-states.ts'
import type { ExampleState } from './deposit-states.ts'
import { typing } from './typing.ts'

/** What companies and the city say of each other, beside our own words. */
export const companysWords = {
  typedApplication,
  applicant: 'ひので体育館',
  turnedDown: 'かすみ商店',
  reason: '登記が見つかりません',
  reviewer: '審査 七子',
  invited: '東西南北 長次郎左衛門',
  program: '歩数の受け取り',
} as const

/** Appointed by somebody whose name nobody else has: lists of staff are in the order of names. */
async function aReviewer(tenant: Tenant): Promise<StaffId> {
  const { staffId: by } = await anAdministrator(tenant, staffNames.administratorOfReviewers)
  const name = new Personal(companysWords.reviewer)
  const appointed = await appointStaff(tenant, by, { name, role: 'reviewer' })
  if (!appointed.ok) throw new Error(appointed.because)
  return (await join(tenant, appointed.invitation)).staffId
}

export async function companyDoorStates(tenant: Tenant): Promise<ExampleState[]> {
  const accepted = await aCompany(tenant, { name: typedApplication.name })
  const applicant = await aCompany(tenant, { name: companysWords.applicant, accepted: false })
  const turnedDown = await aCompany(tenant, { name: companysWords.turnedDown, accepted: false })
  const staffId = await aReviewer(tenant)
  await turnDownCompany(tenant, { by: staffId, vendorId: turnedDown.vendorId }, companysWords.reason)
  for (const company of [accepted, applicant])
    await invitePerson(tenant, company, new Personal(companysWords.invited))
  const signedIn = ({ personId }: typeof accepted) => ({
    as: null,
    company: () => startCompanySession(tenant.database, personId),
  })
  const [home, persons, keys] = [paths.companyHome, paths.companyPersons, paths.companyKeys]
  const { publicJwks } = await makeClientKeyPair()
  const program = { name: companysWords.program, pasted: JSON.stringify(publicJwks) }
  await registerCompanyProgram(tenant, accepted, program)
  return [
    ...strangersStates(),
    { route: home, name: 'under contract', ...signedIn(accepted), path: home },
    { route: home, name: 'applicant', ...signedIn(applicant), path: home },
    { route: home, name: 'turned down', ...signedIn(turnedDown), path: home },
    { route: persons, name: 'a passkey just shown', ...signedIn(accepted), path: persons },
    {
      ...{ route: persons, name: 'a passkey shown a while ago', as: null, path: persons },
      company: () => companySessionFrom(tenant, accepted.personId, 6 * 60_000),
    },
    { route: persons, name: 'turned down', ...signedIn(turnedDown), path: persons },
    {
      ...{ route: persons, name: 'done=ended', announces: true, path: `${persons}?done=ended` },
      ...signedIn(accepted),
    },
    {
      ...{ route: persons, name: 'no name', announces: true, path: persons, ...signedIn(accepted) },
      then: typing({ name: ' ' }, '#name-error'),
    },
    {
      ...{ route: persons, name: 'an invitation made', announces: true, neverAlike: true, path: persons },
      ...{ then: inviteAgain, ...signedIn(applicant) },
    },
    { route: keys, name: 'none yet', ...signedIn(applicant), path: keys },
    // The key is made anew each time.
    { route: keys, name: 'a program', neverAlike: true, ...signedIn(accepted), path: keys },
    {
      ...{ route: keys, name: 'done=registered', announces: true, path: `${keys}?done=registered` },
      ...signedIn(applicant),
    },
    {
      ...{ route: keys, name: 'no key', announces: true, path: keys, ...signedIn(applicant) },
      then: typing({ name: companysWords.program, key: '-' }, '#key-error'),
    },
    { route: paths.companyActs, name: 'several', ...signedIn(applicant), path: paths.companyActs },
    { route: null, name: 'not signed in for a company', as: null, path: home },
    ...cityStates(tenant, staffId, {
      ...{ applicant: applicant.vendorId, turnedDown: turnedDown.vendorId, accepted: accepted.vendorId },
    }),
  ]
}

function strangersStates(): ExampleState[] {
  const register = paths.companyRegister
  return [
    { route: register, name: 'nothing typed', as: null, path: register },
    {
      ...{ route: register, name: 'to be corrected', announces: true, as: null, path: register },
      then: send,
    },
    {
      ...{ route: register, name: 'taken', announces: true, neverAlike: true, as: null, path: register },
      then: fillAndSend,
    },
    { route: paths.companySignIn, name: 'at the door', as: null, path: paths.companySignIn },
    { route: paths.companyInvited, name: 'with an invitation', as: null, path: paths.companyInvited },
  ]
}

function cityStates(
  tenant: Tenant,
  staffId: StaffId,
  { applicant, turnedDown, accepted }: Record<'applicant' | 'turnedDown' | 'accepted', string>,
): ExampleState[] {
  const signedIn = { as: null, staff: () => startStaffSession(tenant.database, staffId) }
  const [list, one] = [paths.cityCompanies, paths.cityCompany(':vendorId')]
  const page = paths.cityCompany(applicant)
  return [
    // Whoever has just registered is among them.
    { route: list, name: 'some wait', neverAlike: true, ...signedIn, path: list },
    { route: list, name: 'decided on', neverAlike: true, ...signedIn, path: `${list}?show=decided` },
    { route: one, name: 'waits', ...signedIn, path: page },
    { route: one, name: 'turned down', ...signedIn, path: paths.cityCompany(turnedDown) },
    { route: one, name: 'under contract', neverAlike: true, ...signedIn, path: paths.cityCompany(accepted) },
    {
      ...{ route: one, name: 'a passkey shown a while ago', as: null, path: page },
      staff: () => sessionFrom(tenant, staffId, 6 * 60_000),
    },
    {
      ...{ route: one, name: 'a day that is over', announces: true, path: page, ...signedIn },
      then: typing({ contractUntil: '2020-1-1' }, '#contractUntil-error'),
    },
    {
      ...{ route: one, name: 'done', announces: true, ...signedIn },
      path: `${paths.cityCompany(turnedDown)}?done=turned-down`,
    },
  ]
}

async function send(page: Page): Promise<void> {
  await page.locator('main form button.primary').click()
  await page.locator('#errors').waitFor()
}

async function fillAndSend(page: Page): Promise<void> {
  // A number of its own: how many have registered under that of the others is to be seen on their pages.
  const { kind, ...texts } = { ...typedApplication, corporateNumber: '1180301018771' }
  for (const [name, text] of Object.entries(texts)) await page.locator(`input[name=${name}]`).fill(text)
  await page.locator(`input[name=kind][value=${kind}]`).check()
  await page.locator('main form button.primary').click()
  await page.locator('.as-it-is').waitFor()
}

/** Who was invited before: nobody more is there afterwards. */
async function inviteAgain(page: Page): Promise<void> {
  await page.locator('tbody summary').first().click()
  await page.locator(`tbody form[action="${paths.companyPersons}"] button`).first().click()
  await page.locator('.as-it-is').waitFor()
}
