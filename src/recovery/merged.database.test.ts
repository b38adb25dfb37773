import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { agree, answersOf, aResident, aUse, aVendor, by, standingOf } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { aPasskeyOf } from '../../test/support/own-passkey.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { stop } from '../exchange/index.ts'
import { findHolder, findSession, ownPasskeys, startSession } from '../identity/index.ts'
import { merge } from '../leaving/index.ts'
import { mergedInto, standsOf, type ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** Yesterday there were two entries, with a card and a passkey; then it was backed up, and after that they were merged. */
let made: TestTenant
let city: TestTenant
let holder: Awaited<ReturnType<typeof aCardHolder>>
let remaining: ResidentId
let session: string
let day: Date | null | undefined

const answers = async (residentId: ResidentId) => new Set(Object.values(await answersOf(city, residentId)))

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  const use = await aUse(made, await aVendor(made))
  holder = await aCardHolder(made)
  remaining = await aResident(made)
  for (const residentId of [holder.residentId, remaining]) await agree(made, residentId, use)
  await aPasskeyOf(made, holder.residentId)
  session = await startSession(made, holder.residentId, 'passkey')
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  city.clock.advance(1_000)
  // Only this item of the duplicate was stopped before, so that only this one is stopped of who remains.
  await stop(city, by(holder.residentId), { useId: use.useId, items: ['body.weight'] })
  const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
  const merged = await merge(city, { remaining, duplicate: holder.residentId }, two)
  if (!merged.ok) throw new Error(merged.because)
  day = merged.change.eraseAt
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

it('An older database revives no entry that was merged, by no way in, and allows nothing', async () => {
  const duplicate = holder.residentId
  expect([await standingOf(city, duplicate), await answers(duplicate)]).toEqual([
    'active',
    new Set(['granted']),
  ])
  expect(await findSession(city, session)).toBeDefined()
  expect(await admit(city)).toMatchObject({ ok: true })
  expect(await standsOf(city.database, duplicate)).toEqual({ standing: 'merged', eraseAt: day })
  expect(await mergedInto(city.database, remaining)).toMatchObject([{ residentId: duplicate, eraseAt: day }])
  expect(await answers(duplicate)).toEqual(new Set(['withdrawn']))
  expect(await findSession(city, session)).toBeUndefined()
  expect(await findHolder(city, holder.card.number)).toBeUndefined()
  expect(await ownPasskeys(city, duplicate)).toEqual([])
  expect(await standingOf(city, remaining)).toBe('active')
  expect(await answersOf(city, remaining)).toEqual({
    'activity.steps': 'granted',
    'body.weight': 'withdrawn',
  })
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
})

it('A journal that begins anew has it', async () => {
  const merges = async () =>
    (await wholeJournal(city.journal.file)).entries.filter(({ of }) => of['what'] === 'merged')
  const before = await merges()
  expect(before).toHaveLength(1)
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  expect(await merges()).toEqual(before)
})
