/** Joining by oneself, step by step, and the pages on which staff prepare it. */
import type { Page } from 'playwright-core'
import { appointStaff, startStaffSession } from '../../../src/identity/index.ts'
import { closeCohort, takePlace, type BriefingId, type CohortId } from '../../../src/joining/index.ts'
import { Personal } from '../../../src/kernel/index.ts'
import { inTransaction } from '../../../src/platform/database/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { paths } from '../../../src/portals/paths.ts'
import { aBriefing, aCode, aCohort, dayFromNow } from '../../support/joining.ts'
import { anAdministrator, join } from '../../support/staff.ts'
import { staffNames } from './city-states.ts'
import type { Actor, ExampleState } from './deposit-states.ts'
import { typing } from './typing.ts'

const typed = { name: '参加 花', kana: 'サンカ ハナ', birthDate: '昭和25年3月4日' }
let asked = 0

/** A cohort with a member, two briefings and codes. The mail server is nowhere: no code comes, and the pages say the same. */
export async function joiningStates(tenant: Tenant, member: Actor): Promise<ExampleState[]> {
  const cohortId = await aCohort(tenant, { name: 'みほんモニター' })
  const briefingId = await aBriefing(tenant, cohortId)
  await aBriefing(tenant, cohortId, 3)
  const code = await aCode(tenant, cohortId, { goodFor: 1000 })
  await inTransaction(tenant.database, (client) =>
    takePlace(tenant, client, member.residentId, { cohortId, briefingId }),
  )
  const at = { as: member, announces: true } as const
  return [
    ...stepStates(code),
    { ...at, route: paths.joined, name: 'just joined', path: paths.joined },
    { ...at, route: paths.settings, name: 'with a group', path: `${paths.settings}?done=left` },
    ...(await staffStates(tenant, cohortId, briefingId)),
  ]
}

/** A step before the one that is looked at, with the cookies of this browser and without a page of its own. */
async function before(page: Page, path: string, fields: Record<string, string>): Promise<void> {
  const url = new URL(path, page.url()).href
  const form = await (await page.request.get(url)).text()
  const _csrf = /name="_csrf"[^>]*value="([^"]+)"/u.exec(form)?.[1] ?? ''
  const headers = { 'sec-fetch-site': 'same-origin' }
  await page.request.post(url, { form: { _csrf, ...fields }, headers, maxRedirects: 0 })
}

function stepStates(code: string): ExampleState[] {
  const [first, terms, who, last] = [paths.join, paths.joinTerms, paths.joinWho, paths.joinCode]
  const begun = async (page: Page) => before(page, first, { code })
  const agreed = async (page: Page) => {
    await begun(page)
    await before(page, terms, { version: '1', answer: 'agreed' })
  }
  const told = async (page: Page) => {
    await agreed(page)
    const email = `hana${String((asked += 1))}@mail.example`
    await before(page, who, { ...typed, email, way: 'mail' })
  }
  const at = { as: null, path: first } as const
  const opened = (path: string, prepare: (page: Page) => Promise<void>) => async (page: Page) => {
    await prepare(page)
    await page.goto(new URL(path, page.url()).href)
  }
  const then =
    (open: (page: Page) => Promise<void>, type: (page: Page) => Promise<void>) => async (page: Page) => {
      await open(page)
      await type(page)
    }
  return [
    { ...at, route: first, name: 'at the door' },
    { ...at, route: first, name: 'mistyped', announces: true, then: typing({ code: '1234' }, '#code-error') },
    ...['refused', 'joined', 'over'].map((done): ExampleState => ({
      ...{ as: null, route: first, name: done, announces: true, path: `${first}?done=${done}` },
    })),
    { ...at, route: terms, name: 'to be answered', then: opened(terms, begun) },
    { ...at, route: who, name: 'nothing typed', then: opened(who, agreed) },
    {
      ...{ ...at, route: who, name: 'no address', announces: true },
      then: then(opened(who, agreed), typing({ ...typed, email: 'hana' }, '#email-error')),
    },
    {
      ...{ ...at, route: last, name: 'a mail is under way', neverAlike: true },
      then: opened(last, told),
    },
    {
      ...{ ...at, route: last, name: 'mistyped', announces: true, neverAlike: true },
      then: then(opened(last, told), typing({ code: '1234' }, '#code-error')),
    },
  ]
}

async function staffStates(
  tenant: Tenant,
  cohortId: CohortId,
  briefingId: BriefingId,
): Promise<ExampleState[]> {
  const cohort = paths.cohort(cohortId)
  const { staffId: by } = await anAdministrator(tenant, staffNames.administratorOfCohorts)
  const appointed = await appointStaff(tenant, by, {
    name: new Personal(staffNames.invites),
    role: 'counter',
  })
  if (!appointed.ok) throw new Error(appointed.because)
  const { staffId } = await join(tenant, appointed.invitation)
  const at = { as: null, staff: () => startStaffSession(tenant.database, staffId) }
  const route = paths.cohort(':cohortId')
  return [
    ...(await changeStates(tenant, at, { cohortId, briefingId })),
    { ...at, route: paths.cohorts, name: 'one', path: paths.cohorts },
    {
      ...{ ...at, route: paths.cohorts, name: 'nothing typed', announces: true, path: paths.cohorts },
      then: async (page) => {
        await page.locator('main button.primary').click()
        await page.locator('#name-error').waitFor()
      },
    },
    { ...at, route, name: 'in numbers', path: cohort },
    ...['made', 'changed', 'reopened', 'briefing', 'briefing-changed', 'came', 'revoked'].map(
      (done): ExampleState => ({
        ...{ ...at, route, name: done, announces: true, path: `${cohort}?done=${done}` },
      }),
    ),
    {
      ...{ ...at, route, name: 'a sheet of codes', announces: true, neverAlike: true, path: cohort },
      then: async (page) => {
        await page.locator('#codes').fill('3')
        await page.locator('#goodFor').fill('1')
        await page.locator('#untilDay').last().fill(dayFromNow(tenant, 7))
        await page.locator(`form[action="${cohort}/codes"] button`).click()
        await page.locator('.figures').first().waitFor()
      },
    },
  ]
}

/** A cohort and a briefing to be corrected, and one that is closed. */
async function changeStates(
  tenant: Tenant,
  at: Pick<ExampleState, 'as' | 'staff'>,
  { cohortId, briefingId }: { cohortId: CohortId; briefingId: BriefingId },
): Promise<ExampleState[]> {
  const closedId = await aCohort(tenant, { name: 'おわったモニター' })
  await closeCohort(tenant, { programId: 'city.cohorts' }, closedId)
  const [change, briefing] = [paths.cohortChange(cohortId), paths.cohortBriefing(cohortId, briefingId)]
  const changing = { ...at, route: paths.cohortChange(':cohortId'), path: change }
  const moving = { ...at, route: paths.cohortBriefing(':cohortId', ':briefingId'), path: briefing }
  return [
    {
      ...{ ...at, route: paths.cohort(':cohortId'), name: 'closed', announces: true },
      path: `${paths.cohort(closedId)}?done=closed`,
    },
    { ...changing, name: 'as it is' },
    { ...changing, name: 'over', announces: true, then: typing({ untilDay: '2020-1-1' }, '#untilDay-error') },
    { ...moving, name: 'as it is' },
    { ...moving, name: 'no place', announces: true, then: typing({ place: ' ' }, '#place-error') },
  ]
}
