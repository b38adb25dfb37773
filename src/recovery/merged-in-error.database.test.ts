import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { agree, answersOf, aResident, aUse, aVendor } from '../../test/support/city.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { mergeTwo, two } from '../../test/support/merging.ts'
import { createTestTenant, reopen } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { findHolder, findSession, startSession } from '../identity/index.ts'
import { undoMerge } from '../leaving/index.ts'
import { mergedInto, standsOf } from '../residents/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** A city that comes back as it was then: before the merging, or between it and that it was put right. */
async function comesBackAs(then: 'before' | 'between') {
  const made = await createTestTenant()
  const open = () => reopen(made)
  await admit(made)
  const use = await aUse(made, await aVendor(made))
  const { residentId: duplicate, card } = await aCardHolder(made)
  const remaining = await aResident(made)
  await agree(made, duplicate, use)
  const session = await startSession(made, duplicate, 'card')
  if (then === 'between') await mergeTwo(made, remaining, duplicate)
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])
  let city = await open()
  await admit(city)
  city.clock.advance(1_000)
  if (then === 'before') await mergeTwo(city, remaining, duplicate)
  city.clock.advance(1_000)
  const undone = await undoMerge(city, { remaining, duplicate }, { ...two(), shownBy: 'wrong-entry' })
  if (!undone.ok) throw new Error(undone.because)
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await open()
  const end = async () => {
    await city.letGo()
    await rm(dirname(made.journal.file.path), { recursive: true, force: true })
  }
  return { city, remaining, duplicate, card, session, end }
}

it.each([
  ['before', 'active'],
  ['between', 'merged'],
] as const)(
  'A database from %s knows that the merging was a mistake, and allows and opens nothing by it',
  async (then, stood) => {
    const { city, remaining, duplicate, card, session, end } = await comesBackAs(then)
    expect((await standsOf(city.database, duplicate))?.standing).toBe(stood)
    expect(await admit(city)).toMatchObject({ ok: true })
    expect(await standsOf(city.database, duplicate)).toEqual({ standing: 'active', eraseAt: null })
    expect(await mergedInto(city.database, remaining)).toEqual([])
    expect(new Set(Object.values(await answersOf(city, duplicate)))).toEqual(new Set(['withdrawn']))
    expect(await findHolder(city, card.number)).toBeUndefined()
    expect(await findSession(city, session)).toBeUndefined()
    expect(await admit(city)).toEqual({ ok: true, again: 0 })
    const told = async () =>
      (await wholeJournal(city.journal.file)).entries.filter(({ of }) => of['what'] === 'merged-in-error')
    const before = await told()
    expect(before).toMatchObject([{ of: { evidence: 'wrong-entry' } }])
    await rm(city.journal.file.path)
    await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
    expect(await told()).toEqual(before)
    await end()
  },
)
