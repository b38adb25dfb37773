/** The counter in each of its states. Each look is a search of its own, in the record of whom it is of. */
import { foundAt } from '../../support/attending.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import {
  askForCard,
  attend,
  cardsToConfirm,
  confirmCard,
  searchResident,
  type Attendance,
  type Clerk,
} from '../../../src/counter/index.ts'
import { appointStaff, startStaffSession, type StaffId } from '../../../src/identity/index.ts'
import { Personal } from '../../../src/kernel/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { findResident } from '../../../src/residents/index.ts'
import { personCalled } from '../../support/browser.ts'
import { anAdministrator, join, sessionFrom } from '../../support/staff.ts'
import { staffNames } from './city-states.ts'
import { lostCardStates } from './card-states.ts'
import type { ExampleState } from './deposit-states.ts'
import { letterStates } from './letter-states.ts'
import { havingDone, lifeStates } from './life-states.ts'
import { mergeStates } from './merge-states.ts'

/** Whom the states are of; nobody else's page shows it. */
const handle = 'kenta'

/** Nobody may search more than sixty times an hour, and looking in full takes more. */
const { asks, confirms, desk1, desk2, desk3, desk4 } = staffNames

/** What the sheet tells of, and by which deed. */
const deeds = [
  ['checked', 'identity-checked'],
  ['asked', 'card-asked'],
  ['stopped', 'stopped'],
  ['card-ended', 'card-ended'],
] as const

export async function counterStates(tenant: Tenant): Promise<ExampleState[]> {
  const [asker, second, ...desks] = await membersOf(tenant)
  if (!asker || !second) throw new Error('there are six of them')
  let sessions = 0
  const at = (prepare: (clerk: Clerk) => Promise<unknown> = () => Promise.resolve()) => ({
    as: null,
    staff: () => aSession(tenant, desks[sessions++ % desks.length]!, prepare),
  })
  const found = (clerk: Clerk) => search(tenant, clerk)
  const attended = (clerk: Clerk) => attending(tenant, clerk)
  const sheet = paths.counterResident
  const sheetAt = at(attended)
  return [
    { route: paths.counter, name: 'at the desk', path: paths.counter, ...at() },
    { route: paths.counter, name: 'attending', path: paths.counter, ...at(attended) },
    {
      route: paths.counter,
      name: 'just confirmed',
      announces: true,
      path: `${paths.counter}?done=died`,
      ...at(),
    },
    {
      route: paths.counter,
      name: 'nothing typed',
      announces: true,
      path: paths.counter,
      ...at(),
      then: press,
    },
    { route: paths.counterFound, name: 'one', path: paths.counterFound, ...at(found) },
    { route: paths.counterFound, name: 'nobody', path: paths.counterFound, ...at() },
    { route: paths.counterJoin, name: 'empty', path: paths.counterJoin, ...at() },
    {
      route: paths.counterJoin,
      name: 'nothing typed',
      announces: true,
      path: paths.counterJoin,
      ...at(),
      then: press,
    },
    {
      ...{ route: paths.counterJoin, name: 'somebody alike', announces: true, path: paths.counterJoin },
      ...{ ...at(), then: await joinAlike(tenant) },
    },
    { route: sheet, name: 'attending', path: sheet, ...at(attended) },
    ...deeds.map(([done, deed]): ExampleState => ({
      ...{ route: sheet, name: done, announces: true, path: `${sheet}?done=${done}` },
      ...at(async (clerk) => havingDone(tenant, await attending(tenant, clerk), deed)),
    })),
    { route: sheet, name: 'no-document', announces: true, path: sheet, ...sheetAt, then: checkNothing },
    {
      route: sheet,
      name: 'a card confirmed',
      path: sheet,
      ...at((clerk) => withCard(tenant, clerk, second)),
    },
    ...(await toConfirm(tenant, asker, second)),
    ...(await lifeStates(tenant, { asker, second, at })),
    ...(await letterStates(tenant, { asker, at })),
    ...(await lostCardStates(tenant, { at })),
    ...(await mergeStates(tenant, { asker, second, at })),
    { route: null, name: 'nobody attended', path: sheet, ...at() },
  ]
}

async function membersOf(tenant: Tenant): Promise<StaffId[]> {
  const { staffId: by } = await anAdministrator(tenant, staffNames.administratorOfDesks)
  const members: StaffId[] = []
  for (const name of [asks, confirms, desk1, desk2, desk3, desk4]) {
    const appointed = await appointStaff(tenant, by, { name: new Personal(name), role: 'counter' })
    if (!appointed.ok) throw new Error(appointed.because)
    members.push((await join(tenant, appointed.invitation)).staffId)
  }
  return members
}

async function aSession(tenant: Tenant, staffId: StaffId, prepare: (clerk: Clerk) => Promise<unknown>) {
  const token = await startStaffSession(tenant.database, staffId)
  await prepare({ staffId, sessionHash: createHash('sha256').update(token).digest() })
  return token
}

async function search(tenant: Tenant, clerk: Clerk): Promise<void> {
  const resident = await findResident(tenant, personCalled(handle).residentId)
  if (!resident) throw new Error('the seeded resident is there')
  const { kana, birthDate } = resident.identity.reveal()
  const searched = await searchResident(tenant, clerk, { said: { kana, birthDate }, reason: 'card' })
  if (!searched.ok) throw new Error(searched.because)
}

async function attending(tenant: Tenant, clerk: Clerk): Promise<Attendance> {
  await search(tenant, clerk)
  const attended = await attend(tenant, clerk, await foundAt(tenant, clerk))
  if (!attended.ok) throw new Error(attended.because)
  return attended.attendance
}

async function withCard(tenant: Tenant, clerk: Clerk, second: StaffId): Promise<void> {
  await askForCard(tenant, await attending(tenant, clerk), 'driving-licence')
  const other = { ...clerk, staffId: second }
  const newest = (await cardsToConfirm(tenant, other)).at(-1)
  if (newest) await confirmCard(tenant, other, newest.requestId)
}

/** A colleague's request, as the second person sees it. */
async function toConfirm(tenant: Tenant, asker: StaffId, second: StaffId): Promise<ExampleState[]> {
  const clerk = { staffId: asker, sessionHash: randomBytes(32) }
  await askForCard(tenant, await attending(tenant, clerk), 'passport')
  const [waiting] = await cardsToConfirm(tenant, { ...clerk, staffId: second })
  if (!waiting) throw new Error('a card was asked for')
  return [
    {
      route: paths.counterConfirm(':requestId'),
      name: 'for the second person',
      as: null,
      staff: () => startStaffSession(tenant.database, second),
      path: paths.counterConfirm(waiting.requestId),
    },
    {
      route: paths.counterConfirm(':requestId'),
      name: 'a passkey shown a while ago',
      as: null,
      staff: () => sessionFrom(tenant, second, 6 * 60_000),
      path: paths.counterConfirm(waiting.requestId),
    },
  ]
}

/** Fills in somebody of the name and birthday of who is there. */
async function joinAlike(tenant: Tenant): Promise<(page: Page) => Promise<void>> {
  const resident = await findResident(tenant, personCalled(handle).residentId)
  if (!resident) throw new Error('the seeded resident is there')
  const { name, kana, birthDate } = resident.identity.reveal()
  return async (page) => {
    for (const [field, value] of Object.entries({ name, kana, birthDate }))
      await page.locator(`#${field}`).fill(value)
    await page.locator('main form input[name=document]').first().check()
    await page.locator('main form button.primary').click()
    await page.locator('main form input[name=alike]').waitFor()
  }
}

async function checkNothing(page: Page): Promise<void> {
  await page.locator('main form button[value=check]').click()
  await page.locator('#errors').waitFor()
}

/** Sends the form as it stands: what has to be entered is not. */
async function press(page: Page): Promise<void> {
  await page.locator('main form button.primary').click()
  await page.locator('#errors').waitFor()
}
