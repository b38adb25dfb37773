/** Joining by oneself, step by step, and the pages on which staff prepare it. */
import type { Page } from 'playwright-core'
import { appointStaff, startStaffSession } from '../../../src/identity/index.ts'
import { takePlace } from '../../../src/joining/index.ts'
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
  const cohortId = await aCohort(tenant, { name: '見本モニター' })
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
    ...(await staffStates(tenant, paths.cohort(cohortId))),
  ]
}

function stepStates(code: string): ExampleState[] {
  const [first, terms, who, last] = [paths.join, paths.joinTerms, paths.joinWho, paths.joinCode]
  const begun = (then: (page: Page) => Promise<void>) => async (page: Page) => {
    await typing({ code }, '.choice-pair')(page)
    await then(page)
  }
  const agreed = (then: (page: Page) => Promise<void>) =>
    begun(async (page) => {
      await page.locator('button[value=agreed]').click()
      await page.locator('#kana').waitFor()
      await then(page)
    })
  const tell = (email: string, answer: string) => agreed((page) => typing({ ...typed, email }, answer)(page))
  const nothing = () => Promise.resolve()
  const at = { as: null, path: first } as const
  const anAddress = () => `hana${String((asked += 1))}@mail.example`
  return [
    { ...at, route: first, name: 'at the door' },
    { ...at, route: first, name: 'mistyped', announces: true, then: typing({ code: '1234' }, '#code-error') },
    ...['refused', 'joined', 'over'].map((done): ExampleState => ({
      ...{ as: null, route: first, name: done, announces: true, path: `${first}?done=${done}` },
    })),
    { ...at, route: terms, name: 'to be answered', then: begun(nothing) },
    { ...at, route: who, name: 'nothing typed', then: agreed(nothing) },
    { ...at, route: who, name: 'no address', announces: true, then: tell('hana', '#email-error') },
    {
      ...{ ...at, route: last, name: 'a mail is under way', neverAlike: true },
      then: (page) => tell(anAddress(), '#code')(page),
    },
    {
      ...{ ...at, route: last, name: 'mistyped', announces: true, neverAlike: true },
      then: async (page) => {
        await tell(anAddress(), '#code')(page)
        await typing({ code: '1234' }, '#code-error')(page)
      },
    },
  ]
}

async function staffStates(tenant: Tenant, cohort: string): Promise<ExampleState[]> {
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
    { ...at, route: paths.cohorts, name: 'one', path: paths.cohorts },
    {
      ...{ ...at, route: paths.cohorts, name: 'nothing typed', announces: true, path: paths.cohorts },
      then: async (page) => {
        await page.locator('main button.primary').click()
        await page.locator('#name-error').waitFor()
      },
    },
    { ...at, route, name: 'in numbers', path: cohort },
    ...['made', 'briefing', 'came', 'revoked'].map((done): ExampleState => ({
      ...{ ...at, route, name: done, announces: true, path: `${cohort}?done=${done}` },
    })),
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
