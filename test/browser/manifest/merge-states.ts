/** Two entries of one person: at the counter, for the second one of the staff, and in the history of who remains. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import {
  askToMerge,
  askToUndo,
  checkIdentity,
  foundDuplicates,
  lookAtMerged,
  requestsToDecide,
  searchDuplicate,
  searchResident,
  type Attendance,
  type Clerk,
} from '../../../src/counter/index.ts'
import { startSession, startStaffSession } from '../../../src/identity/index.ts'
import type { LocalDay } from '../../../src/kernel/index.ts'
import { merge } from '../../../src/leaving/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { paths } from '../../../src/portals/paths.ts'
import { enrolResident } from '../../../src/residents/index.ts'
import { deposit, stepsFile } from '../../support/city.ts'
import { agreeToTerms } from '../../support/terms.ts'
import type { ExampleState } from './deposit-states.ts'
import { attending, type Said, type Staff } from './life-states.ts'

export async function mergeStates(tenant: Tenant, { asker, second, at }: Staff): Promise<ExampleState[]> {
  const [remains, duplicate, waits, other] = [
    await someone(tenant, 'ロッシ ジュリア'),
    await someone(tenant, 'ロッシ ジュリエッタ'),
    await someone(tenant, 'ロッシ キアラ'),
    await someone(tenant, 'ロッシ クララ'),
  ]
  const clerk = { staffId: asker, sessionHash: randomBytes(32) }
  const asked = await looking(tenant, clerk, waits.said, other.said)
  const [found] = await foundDuplicates(tenant, clerk)
  if (!found) throw new Error('there is another entry')
  const before = new Set((await requestsToDecide(tenant, { ...clerk, staffId: second })).map(idOf))
  await askToMerge(tenant, asked, found.attendanceId)
  const waiting = (await requestsToDecide(tenant, { ...clerk, staffId: second })).find(
    (one) => !before.has(idOf(one)),
  )
  if (!waiting) throw new Error('a merging was asked for')
  const [route, decide, history] = [
    paths.counterMerge,
    paths.counterDecide(':requestId'),
    paths.historyMerged,
  ]
  return [
    ...(await undoStates(tenant, { asker, second, at })),
    ...(await foundStates(tenant, { asker, second, at })),
    {
      route,
      name: 'show first',
      path: route,
      ...at((desk) => attending(tenant, desk, remains.said, 'question')),
    },
    {
      ...{ route, name: 'found', path: route },
      ...at((desk) => looking(tenant, desk, remains.said, duplicate.said)),
    },
    {
      ...{ route, name: 'asked', path: `${route}?done=asked`, announces: true },
      ...at((desk) => attending(tenant, desk, waits.said, 'question')),
    },
    {
      ...{ route: decide, name: 'a merging', path: paths.counterDecide(waiting.requestId) },
      ...{ as: null, staff: () => startStaffSession(tenant.database, second) },
    },
    {
      route: history,
      name: 'merged',
      path: `${history}?show=deposits`,
      as: await whoHas(tenant, second, asker),
    },
  ]
}

/** One entry that was merged by mistake: looked at, waiting, and put right by now. */
async function undoStates(tenant: Tenant, { asker, second, at }: Staff): Promise<ExampleState[]> {
  const route = paths.counterMergeError
  const [one, other] = [
    await twoMerged(tenant, ['ロッシ ビアンカ', 'ロッシ ブルーナ'], [asker, second]),
    await twoMerged(tenant, ['ロッシ カルラ', 'ロッシ カテリーナ'], [asker, second]),
  ]
  const clerk = { staffId: asker, sessionHash: randomBytes(32) }
  const asked = await attending(tenant, clerk, other.said, 'question')
  const [entry] = await lookAtMerged(tenant, asked)
  if (!entry) throw new Error('an entry was merged')
  await askToUndo(tenant, asked, { mergeId: entry.mergeId, shownBy: 'other-own-document' })
  const toDecide = await requestsToDecide(tenant, { ...clerk, staffId: second })
  const waiting = toDecide.find(({ kind }) => kind === 'merged-in-error')
  if (!waiting) throw new Error('it was asked to put a merging right')
  const none = await someone(tenant, 'ロッシ アンナ')
  const of = ({ said }: { said: Said }) => at((desk) => attending(tenant, desk, said, 'question'))
  return [
    { route, name: 'merged', path: route, ...of(one) },
    { route, name: 'no document', path: route, announces: true, then: askUnsaid, ...of(one) },
    { route, name: 'asked', path: `${route}?done=asked`, announces: true, ...of(other) },
    { route, name: 'nothing merged', path: route, ...of(none) },
    {
      ...{ route: paths.counterDecide(':requestId'), name: 'a merging in error' },
      ...{ path: paths.counterDecide(waiting.requestId), as: null },
      staff: () => startStaffSession(tenant.database, second),
    },
  ]
}

async function askUnsaid(page: Page): Promise<void> {
  await page.locator(`form[action="${paths.counterMergeError}"] button`).click()
  await page.locator('#errors').waitFor()
}

/** A search by the entry that was merged has found who remains. */
async function foundStates(tenant: Tenant, { asker, second, at }: Staff): Promise<ExampleState[]> {
  const said = { kana: 'ロッシ フラヴィア', birthDate: '1949-03-04' as LocalDay }
  await twoMerged(tenant, ['ロッシ フランカ', said.kana], [asker, second])
  const [found, resident] = [paths.counterFound, paths.counterResident]
  const name = 'by a merged entry'
  const search = (desk: Clerk) => searchResident(tenant, desk, { said, reason: 'question' })
  return [
    { route: found, name, path: found, ...at(search) },
    { route: resident, name, path: resident, ...at((desk) => attending(tenant, desk, said, 'question')) },
  ]
}

const idOf = ({ requestId }: { requestId: string }) => requestId

async function someone(tenant: Tenant, kana: string) {
  const said: Said = { kana, birthDate: '1949-03-04' as LocalDay }
  const residentId = await enrolResident(tenant, { name: kana, ...said })
  return { said, residentId: await agreeToTerms(tenant, residentId) }
}

async function twoMerged(
  tenant: Tenant,
  [kana, otherKana]: [string, string],
  [staffId, secondStaffId]: [string, string],
) {
  const [one, other] = [await someone(tenant, kana), await someone(tenant, otherKana)]
  const entries = { remaining: one.residentId, duplicate: other.residentId }
  const merged = await merge(tenant, entries, { staffId, secondStaffId })
  if (!merged.ok) throw new Error(merged.because)
  return one
}

/** Somebody whose other entry was merged into this one. */
async function whoHas(tenant: Tenant, staffId: string, secondStaffId: string) {
  const [one, other] = [await someone(tenant, 'ロッシ エルサ'), await someone(tenant, 'ロッシ エリザ')]
  await deposit(tenant, other.residentId, stepsFile({ '2026-11-01': 4_000 }))
  const entries = { remaining: one.residentId, duplicate: other.residentId }
  const merged = await merge(tenant, entries, { staffId, secondStaffId })
  if (!merged.ok) throw new Error(merged.because)
  return { residentId: one.residentId, token: await startSession(tenant, one.residentId, 'demo') }
}

async function looking(tenant: Tenant, clerk: Clerk, said: Said, other: Said): Promise<Attendance> {
  const attendance = await attending(tenant, clerk, said, 'question')
  await checkIdentity(tenant, attendance, 'passport')
  const searched = await searchDuplicate(tenant, attendance, other)
  if (!searched.ok) throw new Error(searched.because)
  return attendance
}
