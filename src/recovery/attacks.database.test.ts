import { rm, stat, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { flippedOne } from '../../test/support/spoilt-journal.ts'
import { asOwner, createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { eraseEverything } from '../erasure/index.ts'
import { stop } from '../exchange/index.ts'
import { findResident, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** What somebody thought of who wanted a stop or an erasure forgotten. */
let made: TestTenant
let city: TestTenant
let use: Use
beforeEach(async () => {
  made = await createTestTenant()
  city = made
  use = await aUse(city, await aVendor(city))
  await admit(city)
})
afterEach(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

async function whoAgreed(): Promise<ResidentId> {
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  return residentId
}

async function openAgain(): Promise<void> {
  city = await reopen(made)
}

async function goBack(stores: ('data' | 'keystore')[]): Promise<void> {
  await city.letGo()
  await bringBackYesterday(made, stores)
  await openAgain()
}

async function keepToday(stores: ('data' | 'keystore')[]): Promise<void> {
  await city.letGo()
  await keepYesterday(made, stores)
  await openAgain()
}

const stopAll = (residentId: ResidentId) => stop(city, by(residentId), { useId: null, items: null })
const freeze = () => freezeEverything(city, join(dirname(made.journal.file.path), 'cp'), () => undefined)

it('An old journal that grows does not become the newest for the key store', async () => {
  const stops = await whoAgreed()
  const others = [await whoAgreed(), await whoAgreed(), await whoAgreed()]
  const path = made.journal.file.path
  await keepToday(['data'])
  const old = await stat(path)
  await stopAll(stops)
  await city.journal.note()
  await goBack(['data'])
  await truncate(path, old.size)
  expect(await admit(city)).toEqual({ ok: false, because: 'journal-incomplete' })
  // Stopping is always allowed, and makes the old file longer than what is remembered.
  for (const residentId of others) await stopAll(residentId)
  await expect(city.journal.note()).rejects.toThrow('does not begin with what the key store knows')
  await city.letGo()
  await openAgain()
  expect(await admit(city)).toMatchObject({ ok: false })
})

it('A database that never had a journal, and in which somebody lives, begins none', async () => {
  await whoAgreed()
  await rm(made.journal.file.path)
  await asOwner(made, 'delete from platform.stop_journal_identity')
  for (const time of ['first', 'second'])
    expect([time, await admit(city)]).toEqual([time, { ok: false, because: 'journal-missing' }])
})

it('Consents restored by themselves lose no stop', async () => {
  const residentId = await whoAgreed()
  const tables = ['acts', 'events', 'grants', 'receipt_directory']
  for (const table of tables) await asOwner(made, `create table public.${table} as table consent.${table}`)
  await stopAll(residentId)
  await asOwner(made, `truncate ${tables.map((table) => `consent.${table}`).join()}`)
  for (const table of tables) await asOwner(made, `insert into consent.${table} table public.${table}`)
  expect((await answersOf(city, residentId))['activity.steps']).toBe('granted')
  expect(await admit(city)).toEqual({ ok: true, again: 1 })
  expect((await answersOf(city, residentId))['activity.steps']).toBe('withdrawn')
})

it('A journal that was changed tells what can still be read of it, before everything is frozen', async () => {
  const erases = await whoAgreed()
  await keepToday(['data', 'keystore'])
  await eraseEverything(city, by(erases))
  await stopAll(await whoAgreed())
  await goBack(['data', 'keystore'])
  await flippedOne(city.journal.file)
  expect(await admit(city)).toEqual({ ok: false, because: 'journal-damaged' })
  await freeze()
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  expect(await city.keys.find(erases)).toBeUndefined()
})

it('A journal names all in whose place it began: who erased stays erased after the second loss, too', async () => {
  const erases = await whoAgreed()
  await rm(made.journal.file.path)
  await freeze()
  // The second journal is the one that today's backup names.
  await keepToday(['data', 'keystore'])
  await admit(city)
  expect(await eraseEverything(city, by(erases))).toMatchObject({ ok: true, kept: true })
  await freeze()
  await goBack(['data', 'keystore'])
  expect(await findResident(city, erases)).toBeDefined()
  expect(await admit(city)).toEqual({ ok: false, because: 'another-journal' })
  await freeze()
  expect(await admit(city)).toMatchObject({ ok: true })
  expect(await findResident(city, erases)).toBeUndefined()
})

it('A journal that is gone with its list, or an older database without one, breaks no chain', async () => {
  const path = made.journal.file.path
  const first = city.journal.file.head()?.journalId
  await keepToday(['data', 'keystore'])
  await rm(path)
  await freeze()
  const second = city.journal.file.head()?.journalId
  await rm(path)
  await freeze()
  const third = city.journal.file.head()
  expect([...(third?.after ?? [])].sort()).toEqual([first, second].sort())
  await goBack(['data', 'keystore'])
  await freeze()
  const after = city.journal.file.head()?.after ?? []
  expect([...after].sort()).toEqual([first, second, third?.journalId].sort())
})

it('A log without its journal that is older than the key store remembers signs nothing else in its place', async () => {
  await stopAll(await whoAgreed())
  await keepToday(['data'])
  await stopAll(await whoAgreed())
  await logEverything(city)
  await goBack(['data'])
  await rm(join(dirname(made.journal.file.path), 'leaves'), { recursive: true })
  const nothingKept = { checkpoints: join(dirname(made.journal.file.path), 'no-such-file') }
  expect(await admit(city, nothingKept)).toEqual({ ok: false, because: 'log-behind' })
  await freeze()
  expect(await admit(city, nothingKept)).toMatchObject({ ok: true })
})

it('A key store from before the journal began anew is no reason to stop, and learns of it', async () => {
  await stopAll(await whoAgreed())
  await keepToday(['keystore'])
  await rm(made.journal.file.path)
  await freeze()
  await goBack(['keystore'])
  expect(await admit(city)).toMatchObject({ ok: true })
  const { rows } = await city.journal.keystore.query<{ id: string }>(
    'select journal_id as id from keystore.journal_mark',
  )
  expect(rows[0]?.id).toBe(city.journal.file.head()?.journalId)
})

it('A withdrawal that another process has done again ends no consent that was given since', async () => {
  const residentId = await whoAgreed()
  await keepToday(['data', 'keystore'])
  await stopAll(residentId)
  await goBack(['data', 'keystore'])
  const late = await reopen(made)
  const { promise: agreed, resolve: goOn } = Promise.withResolvers<undefined>()
  const find = async (ownerId: string) => {
    await agreed
    return city.keys.find(ownerId)
  }
  const keys = Object.assign(Object.create(late.keys) as typeof late.keys, {
    find,
    destroyMany: late.keys.destroyMany.bind(late.keys),
  })
  const second = admit({ ...late, keys })
  expect(await admit(city)).toEqual({ ok: true, again: 1 })
  await agree(city, residentId, use)
  goOn(undefined)
  expect(await second).toMatchObject({ ok: true })
  expect((await answersOf(city, residentId))['activity.steps']).toBe('granted')
  await late.letGo()
})
