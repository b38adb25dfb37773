import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by, standingOf } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { comeBack, leave, recordDeath, recordDeathInError } from '../leaving/index.ts'
import { changeLifeAgain, standsOf, type ResidentId } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/**
 * Yesterday two had left; then it was backed up. After that one of them came back, of the other a death was recorded by
 * mistake, one left, one died.
 */
let made: TestTenant
let city: TestTenant
let who: Record<'back' | 'leaves' | 'dies' | 'stays' | 'mistaken', ResidentId>
let day: Date | null | undefined

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  const use = await aUse(made, await aVendor(made))
  who = {
    back: await aResident(made),
    leaves: await aResident(made),
    dies: await aResident(made),
    stays: await aResident(made),
    mistaken: await aResident(made),
  }
  for (const residentId of Object.values(who)) await agree(made, residentId, use)
  for (const residentId of [who.back, who.mistaken]) await leave(made, by(residentId), 'left')
  day = (await standsOf(made.database, who.mistaken))?.eraseAt
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
  await admit(city)
  city.clock.advance(1_000)
  await comeBack(city, by(who.back))
  await leave(city, by(who.leaves), 'moved-away')
  const said = { staffId: randomUUID(), secondStaffId: randomUUID(), document: 'family-register' as const }
  const atCounter = { sessionHash: null, channel: 'counter' } as const
  for (const residentId of [who.dies, who.mistaken])
    await recordDeath(city, { residentId, ...atCounter }, said)
  city.clock.advance(1_000)
  await recordDeathInError(city, { residentId: who.mistaken, ...atCounter }, said)
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

it('An older database makes nobody take part again who has left or died, and lets nobody be erased who has come back', async () => {
  expect([
    await standingOf(city, who.back),
    await standingOf(city, who.leaves),
    await standingOf(city, who.dies),
  ]).toEqual(['leaving', 'active', 'active'])
  expect(await admit(city)).toMatchObject({ ok: true })
  expect(await standsOf(city.database, who.back)).toEqual({ standing: 'active', eraseAt: null })
  expect(await standingOf(city, who.leaves)).toBe('moved-away')
  expect(await standingOf(city, who.dies)).toBe('died')
  expect(await standingOf(city, who.stays)).toBe('active')
  expect(await standsOf(city.database, who.mistaken)).toEqual({ standing: 'leaving', eraseAt: day })
})

it('and what they had allowed is stopped again', async () => {
  for (const residentId of [who.leaves, who.dies])
    expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
})

it('What was done again is known from then on, and what has happened since stays', async () => {
  city.clock.advance(2_000)
  await comeBack(city, by(who.leaves))
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  // As another process does, which has read the journal before.
  for (const entry of await changesIn()) await changeLifeAgain(city, entry)
  expect(await standingOf(city, who.leaves)).toBe('active')
})

it('What happened earlier and is written again later changes nothing of what has happened since', async () => {
  const [entry] = (await changesIn()).filter(({ of }) => of['residentId'] === who.leaves)
  if (!entry) throw new Error('they left')
  await changeLifeAgain(city, { ...entry, entryId: randomUUID() })
  expect(await standingOf(city, who.leaves)).toBe('active')
})

it('A journal that begins anew has all of it', async () => {
  const before = await changesIn()
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  const after = new Set((await changesIn()).map((entry) => JSON.stringify(entry)))
  for (const entry of before) expect(after).toContain(JSON.stringify(entry))
  expect(before.length).toBeGreaterThanOrEqual(5)
})

async function changesIn() {
  const { entries } = await wholeJournal(city.journal.file)
  return entries.filter(({ kind }) => kind === 'life-changed')
}
