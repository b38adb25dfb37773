import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { provenFor } from '../../test/support/proven.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { checkLog } from '../audit/index.ts'
import { findReceipt, grantsOf, resumeConsent, withdrawConsent } from '../consent/index.ts'
import { pause } from '../exchange/index.ts'
import { addDays } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** Yesterday some had agreed; then it was backed up. Today they paused, and some did more. */
let made: TestTenant
let city: TestTenant
let receipt: string
let day: Date
const names = [
  'pauses',
  'opens',
  'longer',
  'resumes',
  'stopped',
  'agreedToday',
  'agreedAnew',
  'stays',
] as const
let who: Record<(typeof names)[number], ResidentId>
const everything = { useId: null, items: null }

async function answers() {
  const found = names.map(async (name) => {
    const [grant] = await grantsOf(city, who[name])
    return [name, grant?.state === 'paused' ? grant.pausedUntil : grant?.state] as const
  })
  return Object.fromEntries(await Promise.all(found))
}

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  const use = await aUse(made, await aVendor(made), { items: ['activity.steps'] })
  who = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await aResident(made)] as const)),
  ) as typeof who
  for (const name of names) if (name !== 'agreedToday') await agree(made, who[name], use)
  await withdrawConsent(made, by(who.agreedAnew), everything)
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  city.clock.advance(1_000)
  day = addDays(city.clock.now(), 7)
  for (const name of ['agreedToday', 'agreedAnew'] as const) await agree(city, who[name], use)
  await pause(city, by(who.agreedAnew), everything, day)
  const paused = await pause(city, by(who.pauses), everything, day)
  receipt = paused.ok ? paused.receiptNumber : ''
  for (const name of ['opens', 'resumes', 'agreedToday'] as const)
    await pause(city, by(who[name]), everything, null)
  for (const until of [day, addDays(day, 1)]) await pause(city, by(who.longer), everything, until)
  await pause(city, by(who.stopped), everything, day)
  await withdrawConsent(city, by(who.stopped), everything)
  await city.journal.keep()
  const proof = provenFor('agree', who.resumes)
  await resumeConsent(city, { ...by(who.resumes), proof }, { useId: use.useId, items: null })
  await logEverything(city)
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

it('An older database that comes back turns no pause into a yes', async () => {
  expect(new Set(Object.values(await answers()))).toEqual(new Set(['granted', 'withdrawn', undefined]))
  // Eight pauses, and a stop.
  expect(await admit(city)).toEqual({ ok: true, again: 9 })
  expect(await answers()).toEqual({
    pauses: day,
    opens: null,
    longer: addDays(day, 1),
    // What was said after it is lost, and a restore is no yes.
    resumes: null,
    stopped: 'withdrawn',
    // No yes came back with it, so that there is nothing to become one by a day.
    agreedToday: 'withdrawn',
    agreedAnew: 'withdrawn',
    stays: 'granted',
  })
  expect((await findReceipt(city, who.pauses, receipt))?.events).toMatchObject([
    { kind: 'paused', pausedUntil: day },
  ])
})

it('Done twice, it changes nothing, and the log holds', async () => {
  const before = await answers()
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  expect(await answers()).toEqual(before)
  await logEverything(city)
  expect((await checkLog(city, [])).faults).toEqual([])
})

it('Where the journal is lost for good, what is paused is frozen with the rest', async () => {
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  const states = new Set(Object.values(await answers()))
  expect(states).toEqual(new Set(['frozen', 'withdrawn']))
})
