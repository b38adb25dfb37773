/** Leaving and a death at the counter, in each state. Of one resident who takes part, and one who has left. */
import { foundAt } from '../../support/attending.ts'
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import {
  askSecond,
  attend,
  checkIdentity,
  enterPaper,
  requestsOf,
  recordLookUps,
  refuseAtCounter,
  requestsToDecide,
  searchResident,
  type Attendance,
  type Clerk,
  type LookUpDeed,
  type LookUpReason,
} from '../../../src/counter/index.ts'
import { startStaffSession, type StaffId } from '../../../src/identity/index.ts'
import { localDayOf, type LocalDay } from '../../../src/kernel/index.ts'
import { isSensitive } from '../../../src/catalog/index.ts'
import { leave } from '../../../src/leaving/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { enrolResident, type ResidentIdentity } from '../../../src/residents/index.ts'
import { listUses, type Use } from '../../../src/review/index.ts'
import { agreeToTerms } from '../../support/terms.ts'
import type { ExampleState } from './deposit-states.ts'

export interface Staff {
  asker: StaffId
  second: StaffId
  /** A session of a member of staff at a desk, once this was done with it. */
  at(prepare: (clerk: Clerk) => Promise<unknown>): Pick<ExampleState, 'as' | 'staff'>
}

const death = {
  kind: 'died',
  reporter: 'relative',
  document: 'death-certificate',
  day: '2026-11-01' as LocalDay,
} as const

export async function lifeStates(tenant: Tenant, { asker, second, at }: Staff): Promise<ExampleState[]> {
  const [stays, waits, gone] = [
    await someone(tenant, 'ビアンキ マルコ', 'ビアンキ マルコ'),
    await someone(tenant, 'ビアンキ ルカ', 'ビアンキ ルカ'),
    await someone(tenant, 'ビアンキ パオラ', 'ビアンキ パオラ'),
  ]
  await leave(tenant, { residentId: gone.residentId, sessionHash: null, channel: 'counter' }, 'moved-away')
  const of = (said: Said) => at((clerk) => attending(tenant, clerk, said))
  const shown = (said: Said) =>
    at(async (clerk) => checkIdentity(tenant, await attending(tenant, clerk, said), 'passport'))
  const did = (said: Said, deed: LookUpDeed) =>
    at(async (clerk) => havingDone(tenant, await attending(tenant, clerk, said), deed))
  const clerk = { staffId: asker, sessionHash: randomBytes(32) }
  await askSecond(tenant, await attending(tenant, clerk, waits.said), death)
  const [waiting] = await requestsToDecide(tenant, { ...clerk, staffId: second })
  if (!waiting) throw new Error('a death was asked for')
  const [use] = await listUses(tenant.database)
  if (!use) throw new Error('the city has uses')
  const paper = await aPaper(tenant, clerk, use)
  const [list, to] = [paths.counterAgree, paths.counterAgreeTo(':useId')]
  const question = paths.counterAgreeTo(use.useId)
  const refusing = at(async (desk) => {
    const answer = { useId: use.useId, versionShown: use.version, items: [...use.terms.items] }
    await refuseAtCounter(tenant, await attending(tenant, desk, stays.said), answer)
  })
  const sensitive = await aSensitiveQuestion(tenant)
  const [route, sheet, decide] = [paths.counterLife, paths.counterSheet, paths.counterDecide(':requestId')]
  const path = paths.counterDecide(waiting.requestId)
  const asSecond = { as: null, staff: () => startStaffSession(tenant.database, second) }
  return [
    { route, name: 'takes part', path: route, ...shown(stays.said) },
    { route, name: 'a death waits', path: route, ...of(waits.said) },
    { route, name: 'moved away', path: route, ...shown(gone.said) },
    { route, name: 'left', announces: true, path: `${route}?done=left`, ...did(stays.said, 'left') },
    {
      route,
      name: 'asked',
      announces: true,
      path: `${route}?done=asked`,
      ...did(stays.said, 'request-asked'),
    },
    { route, name: 'no-choice', announces: true, path: route, then: leaveUnsaid, ...shown(stays.said) },
    { route, name: 'nothing typed', announces: true, path: route, then: press, ...of(stays.said) },
    { route: sheet, name: 'moved away', path: sheet, ...of(gone.said) },
    { route: sheet, name: 'takes part', path: sheet, ...of(stays.said) },
    { route: list, name: 'uses', path: list, ...of(stays.said) },
    {
      ...{ route: list, name: 'asked', announces: true, path: `${list}?done=asked` },
      ...did(stays.said, 'request-asked'),
    },
    { route: list, name: 'refused', announces: true, path: `${list}?done=refused`, ...refusing },
    { route: to, name: 'a question', path: question, ...of(stays.said) },
    {
      ...{ route: to, name: 'nothing ticked', announces: true, path: question, then: sendEmpty },
      ...of(stays.said),
    },
    {
      ...{ route: paths.counterAgreeToItem(':useId', ':item'), name: 'asked alone', path: sensitive },
      ...of(stays.said),
    },
    { route: decide, name: 'a death', path, ...asSecond },
    { route: decide, name: 'a signed paper', path: paths.counterDecide(paper.requestId), ...asSecond },
    { route: list, name: 'a paper waits', path: list, ...of(paper.said) },
    { route: decide, name: 'no reason chosen', announces: true, path, then: sayNo, ...asSecond },
  ]
}

/** As it stands in the record: a page tells of nothing else. */
export function havingDone(
  tenant: Tenant,
  { residentId, staffId, reason }: Attendance,
  did: LookUpDeed,
): Promise<void> {
  return recordLookUps(tenant.database, [residentId], { staffId, reason, did, lookedAt: tenant.clock.now() })
}

export interface Said {
  kana: string
  birthDate: LocalDay
}

export async function someone(
  tenant: Tenant,
  name: string,
  kana: string,
  reach: Pick<ResidentIdentity, 'address'> = {},
) {
  const said: Said = { kana, birthDate: '1948-02-03' as LocalDay }
  const residentId = await enrolResident(tenant, { name, ...said, ...reach })
  return { said, residentId: await agreeToTerms(tenant, residentId) }
}

export async function attending(
  tenant: Tenant,
  clerk: Clerk,
  said: Said,
  reason: LookUpReason = 'death',
): Promise<Attendance> {
  const searched = await searchResident(tenant, clerk, { said, reason })
  if (!searched.ok) throw new Error(searched.because)
  const attended = await attend(tenant, clerk, await foundAt(tenant, clerk))
  if (!attended.ok) throw new Error(attended.because)
  return attended.attendance
}

/** A paper that one member of staff has entered. */
async function aPaper(tenant: Tenant, clerk: Clerk, { useId, version, terms }: Use) {
  const { said } = await someone(tenant, 'ビアンキ サラ', 'ビアンキ サラ')
  const attendance = await attending(tenant, clerk, said)
  const items = terms.items.filter((item) => !isSensitive(item))
  const paper = {
    useId,
    versionShown: version,
    items,
    paperHash: Buffer.alloc(32, 0xa5),
    signedOn: localDayOf(tenant.clock.now()),
  }
  const entered = await enterPaper(tenant, attendance, paper)
  if (!entered.ok) throw new Error(entered.because)
  const [request] = await requestsOf(tenant, attendance)
  if (!request) throw new Error('a paper was entered')
  return { said, requestId: request.requestId }
}

/** Of the first use with an item that is asked alone. */
async function aSensitiveQuestion(tenant: Tenant): Promise<string> {
  for (const { useId, terms } of await listUses(tenant.database)) {
    const item = terms.items.find(isSensitive)
    if (item) return paths.counterAgreeToItem(useId, item)
  }
  throw new Error('the city has a use with a sensitive item')
}

async function sendEmpty(page: Page): Promise<void> {
  await page.locator('main form button[value=agree]').click()
  await page.locator('#errors').waitFor()
}

async function leaveUnsaid(page: Page): Promise<void> {
  await page.locator(`form[action="${paths.counterLeave}"] button`).click()
  await page.locator('#errors').waitFor()
}

async function press(page: Page): Promise<void> {
  await page.locator(`form[action="${paths.counterLife}"] button`).click()
  await page.locator('#errors').waitFor()
}

async function sayNo(page: Page): Promise<void> {
  await page.locator('form[action$="/refuse"] button').click()
  await page.locator('#errors').waitFor()
}
