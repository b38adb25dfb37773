import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { refuseConsent, sayNoAgain, whyNotByPaper } from '../consent/index.ts'
import { stop } from '../exchange/index.ts'
import { localDayOf } from '../kernel/index.ts'
import { merge } from '../leaving/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** Yesterday nobody had allowed or refused anything; then it was backed up. Today all but one said no. */
let made: TestTenant
let city: TestTenant
let use: Awaited<ReturnType<typeof aUse>>
let who: Record<'stops' | 'refuses' | 'remains' | 'duplicate' | 'silent', ResidentId>

const everything = { useId: null, items: null }
const question = () => ({ useId: use.useId, versionShown: 1, items: ['activity.steps' as const] })
/** Why a paper that they signed on this day could not be entered now. */
const whyNot = (residentId: ResidentId) =>
  whyNotByPaper(city, residentId, question(), {
    paperHash: randomBytes(32),
    signedOn: localDayOf(city.clock.now()),
    ...{ staffId: randomUUID(), secondStaffId: randomUUID(), programId: null },
  })
const whyNotEach = async () =>
  Object.fromEntries(
    await Promise.all(Object.entries(who).map(async ([name, id]) => [name, await whyNot(id)] as const)),
  )
const noesIn = async () =>
  (await wholeJournal(city.journal.file)).entries.filter(({ kind }) => kind === 'said-no')
const since = 'answered-since'

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  use = await aUse(made, await aVendor(made))
  who = {
    stops: await aResident(made),
    refuses: await aResident(made),
    remains: await aResident(made),
    duplicate: await aResident(made),
    silent: await aResident(made),
  }
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  city.clock.advance(1_000)
  for (let pressed = 1; pressed <= 3; pressed += 1) await stop(city, by(who.stops), everything)
  await refuseConsent(city, by(who.refuses), question())
  await stop(city, by(who.duplicate), everything)
  const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
  await merge(city, { remaining: who.remains, duplicate: who.duplicate }, two)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

it('A no where nothing was allowed is in the journal before it is answered, once a day and resident', async () => {
  const residents = (await noesIn()).map(({ of }) => of['residentId'])
  expect(residents.toSorted()).toEqual([who.stops, who.refuses, who.duplicate, who.remains].toSorted())
  city.clock.advance(86_400_000)
  await refuseConsent(city, by(who.refuses), question())
  expect(await noesIn(), 'kept by the refusal itself').toHaveLength(5)
  await stop(city, by(who.stops), everything)
  expect(await noesIn()).toHaveLength(6)
})

it('An older database that comes back lets no paper of before it count, and others do', async () => {
  const { clock } = city
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  expect(clock.now() > city.clock.now()).toBe(true)
  const nobody = { stops: undefined, refuses: undefined, remains: undefined, duplicate: undefined }
  expect(await whyNotEach(), 'it is lost').toEqual({ ...nobody, silent: undefined })
  // Four noes of the first day and two of the second, and a merge.
  expect(await admit(city)).toEqual({ ok: true, again: 7 })
  expect(await whyNotEach()).toEqual({
    ...{ stops: since, refuses: since, remains: since, silent: undefined },
    duplicate: 'not-taking-part',
  })
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  for (const entry of await noesIn()) await sayNoAgain(city, entry)
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
})

it('A journal that begins anew has the newest of each', async () => {
  const newest = (entries: Awaited<ReturnType<typeof noesIn>>) =>
    Object.fromEntries(entries.map(({ of, at }) => [String(of['residentId']), at]))
  const before = newest(await noesIn())
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  expect(newest(await noesIn())).toEqual(before)
  expect(Object.keys(before)).toHaveLength(4)
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
})
