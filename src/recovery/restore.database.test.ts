import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agree,
  answersOf,
  aResident,
  aUse,
  aVendor,
  by,
  deposit,
  stepsFile,
} from '../../test/support/city.ts'
import { readAsCompany, subjectsGiven } from '../../test/support/company-reads.ts'
import {
  anothers,
  begunAnew,
  exchangedTwo,
  flippedOne,
  fromTheFuture,
} from '../../test/support/spoilt-journal.ts'
import { asOwner, createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { checkLog } from '../audit/index.ts'
import { findReceipt } from '../consent/index.ts'
import { eraseEverything } from '../erasure/index.ts'
import { stop } from '../exchange/index.ts'
import type { JournalFile } from '../platform/stop-journal/index.ts'
import { newestCheckpoint } from '../proof/index.ts'
import { findResident, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { holdingsOf } from '../vault/index.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/**
 * Yesterday everybody agreed; then it was backed up. After that one stopped, one erased everything, one stopped and
 * agreed again, and one did nothing.
 */
let made: TestTenant
let city: TestTenant
let use: Use
let stops: ResidentId
let erases: ResidentId
let changes: ResidentId
let stays: ResidentId
/** What is in the hand of who stopped. */
let receiptOfStop: string
/** The journal as it was at the time of the backup, and as it is. */
let journals: { yesterday: string; today: string; leaves: string; anew: string }
/** Where this city would keep the checkpoints that leave the house. */
let checkpoints: string
const leavesOf = (path: string) => join(dirname(path), 'leaves')

beforeAll(async () => {
  made = await createTestTenant()
  city = made
  use = await aUse(city, await aVendor(city))
  await admit(city)
  const people = []
  for (let count = 0; count < 4; count += 1) {
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile({ '2026-11-01': 1_000 }))
    await agree(city, residentId, use)
    people.push(residentId)
  }
  ;[stops, erases, changes, stays] = people as [ResidentId, ResidentId, ResidentId, ResidentId]
  await readAsCompany(city, use)
  await stop(city, by(changes), { useId: use.useId, items: ['body.weight'] })
  await logEverything(city)
  const path = made.journal.file.path
  checkpoints = join(dirname(path), 'checkpoints.txt')
  journals = {
    yesterday: `${path}.yesterday`,
    today: `${path}.today`,
    leaves: `${path}.leaves`,
    anew: `${path}.anew`,
  }
  await copyFile(path, journals.yesterday)
  await city.letGo()
  await keepYesterday(city, ['data', 'keystore'])

  city = await reopen(made)
  await admit(city)
  const stopped = await stop(city, by(stops), { useId: null, items: null })
  receiptOfStop = stopped.ok ? stopped.receiptNumber : ''
  expect(await eraseEverything(city, by(erases))).toMatchObject({ ok: true })
  await stop(city, by(changes), { useId: null, items: null })
  await agree(city, changes, use)
  await logEverything(city)
  await cp(leavesOf(path), journals.leaves, { recursive: true })
  await copyFile(path, journals.today)
  const newest = await newestCheckpoint(city.database)
  checkpointOfToday = newest.ok ? newest.note : ''
  await city.letGo()
})
afterAll(() => rm(made.journal.file.path.replace(/[^/]+$/u, ''), { recursive: true, force: true }))

const everyone = () => ({ stops, erases, changes, stays })

async function answers(): Promise<Record<string, string | undefined>> {
  const found = Object.entries(everyone()).map(async ([name, residentId]) => [
    name,
    (await answersOf(city, residentId))['activity.steps'],
  ])
  return Object.fromEntries(await Promise.all(found)) as Record<string, string | undefined>
}

/** The signed head of the log as somebody outside keeps it. */
let checkpointOfToday: string

const given = async () => (await subjectsGiven(city, use)).size

async function after<T>(
  { stores, journal }: { stores: ('data' | 'keystore')[]; journal: string | null },
  look: () => Promise<T>,
): Promise<T> {
  await bringBackYesterday(made, stores)
  const path = made.journal.file.path
  await (journal === null ? rm(path, { force: true }) : copyFile(journal, path))
  await rm(leavesOf(path), { recursive: true, force: true })
  await cp(journals.leaves, leavesOf(path), { recursive: true })
  city = await reopen(made)
  try {
    return await look()
  } finally {
    await city.letGo()
  }
}

type Spoil = (file: JournalFile) => Promise<void>
type Useless = [what: string, journal: () => string | null, because: string, spoil?: Spoil]

async function expectRefused(
  stores: ('data' | 'keystore')[],
  journal: () => string | null,
  because: string,
  spoil?: Spoil,
): Promise<void> {
  await after({ stores, journal: journal() }, async () => {
    await spoil?.(made.journal.file)
    expect(await admit(city)).toEqual({ ok: false, because })
  })
}

describe('A restore is not a yes', () => {
  it('an older database with its journal: stops and erasures are done again', async () => {
    await after({ stores: ['data', 'keystore'], journal: journals.today }, async () => {
      // Three stops, one of them of the erasure, and the erasure.
      expect(await admit(city)).toEqual({ ok: true, again: 4 })
      expect(await answers()).toEqual({
        stops: 'withdrawn',
        erases: 'withdrawn',
        // What was agreed to again was lost: silence means no.
        changes: 'withdrawn',
        stays: 'granted',
      })
      expect(await given()).toBe(1)
      expect(await findResident(city, erases)).toBeUndefined()
      expect((await city.keys.find(erases))?.has('values')).toBe(false)
      expect(await holdingsOf(city, erases)).toEqual([])
      expect(await findReceipt(city, stops, receiptOfStop)).toMatchObject({ act: { kind: 'stopped' } })
      expect(await admit(city)).toEqual({ ok: true, again: 0 })
      await logEverything(city)
      // Of what was agreed to again, twice, only the leaves are left; of the stops and the erasure, the records, too.
      expect(await checkLog(city, [checkpointOfToday])).toMatchObject({
        lost: 2,
        withoutRecord: 0,
        overdue: 0,
        faults: [],
      })
    })
  })

  // In these the key store is of today, and remembers the journal.
  const notTheNewest: Useless[] = [
    ['a journal that is as old as itself', () => journals.yesterday, 'journal-incomplete'],
    ['a journal in which lines changed places', () => journals.today, 'journal-damaged', exchangedTwo],
    ['a journal of which the key store has never heard', () => journals.today, 'another-journal', renamed],
  ]
  it.each(notTheNewest)('an older database alone with %s: nothing is admitted', async (_, ...given) =>
    expectRefused(['data'], ...given),
  )

  it('an older database alone: of an erasure the law still knows whose it was', async () => {
    await after({ stores: ['data'], journal: journals.today }, async () => {
      expect(await admit(city)).toEqual({ ok: true, again: 4 })
      expect((await city.keys.find(erases))?.has('identity')).toBe(false)
      const { rows } = await city.database.query<{ sealed: Buffer }>(
        'select kept_identity as sealed from erasure.erasures where resident_id = $1',
        [erases],
      )
      const keys = await city.keys.find(erases)
      expect(keys!.open('records', rows[0]!.sealed, `erasure/identity/${erases}`).toString()).toContain(
        'name',
      )
    })
  })

  it('a log that is shorter than a checkpoint which left the house: nothing is admitted', async () => {
    await after({ stores: ['data'], journal: journals.today }, async () => {
      await writeFile(checkpoints, `${checkpointOfToday}\n`)
      await rm(leavesOf(made.journal.file.path), { recursive: true })
      expect(await admit(city, { checkpoints })).toEqual({ ok: false, because: 'log-behind' })
      const { aside } = await freezeEverything(city, checkpoints, () => undefined)
      expect(aside).toHaveLength(2)
      expect(await admit(city, { checkpoints })).toEqual({ ok: true, again: 0 })
      expect(await readFile(aside[1]!, 'utf8')).toContain(checkpointOfToday)
    })
  })

  it('with the leaves that came after, it is not', async () => {
    await bringBackYesterday(made, ['keystore'])
    await after({ stores: ['data'], journal: journals.today }, async () => {
      await writeFile(checkpoints, `${checkpointOfToday}\n`)
      expect(await admit(city, { checkpoints })).toEqual({ ok: true, again: 4 })
      await logEverything(city)
      expect(await admit(city, { checkpoints })).toEqual({ ok: true, again: 0 })
    })
  })

  it('an older key store alone: what was erased is erased again', async () => {
    await after({ stores: ['data', 'keystore'], journal: journals.today }, async () => {
      await admit(city)
    })
    await bringBackYesterday(made, ['keystore'])
    city = await reopen(made)
    expect((await city.keys.find(erases))?.has('values')).toBe(true)
    await logEverything(city)
    expect((await checkLog(city, [])).faults).toMatchObject([{ because: 'key-is-back', kind: 'erasure' }])
    expect(await admit(city)).toEqual({ ok: true, again: 0 })
    expect((await city.keys.find(erases))?.has('values')).toBe(false)
    expect((await checkLog(city, [])).faults).toEqual([])
    await city.letGo()
  })

  const useless: Useless[] = [
    ['no journal at all', () => null, 'journal-missing'],
    ['a journal that was changed', () => journals.today, 'journal-damaged', flippedOne],
    ['the journal of another city', () => journals.today, 'another-journal', anothers],
    ['a journal that tells of what nobody knows', () => journals.today, 'journal-newer', fromTheFuture],
  ]
  it.each(useless)('an older database with %s: nothing is admitted', async (_, ...given) =>
    expectRefused(['data', 'keystore'], ...given),
  )

  it('a journal that lacks what this database has written: nothing is admitted', async () => {
    await after({ stores: ['data', 'keystore'], journal: journals.today }, async () => {
      await admit(city)
      await copyFile(journals.yesterday, city.journal.file.path)
      expect(await admit(city)).toEqual({ ok: false, because: 'journal-incomplete' })
    })
  })

  it('a journal that began anew tells an older database of who erased, once it is frozen, too', async () => {
    await after({ stores: ['data', 'keystore'], journal: journals.today }, async () => {
      expect(await admit(city)).toMatchObject({ ok: true })
      await rm(made.journal.file.path)
      await freezeEverything(city, checkpoints, () => undefined)
    })
    await copyFile(made.journal.file.path, journals.anew)
    await after({ stores: ['data', 'keystore'], journal: journals.anew }, async () => {
      expect(await admit(city)).toEqual({ ok: false, because: 'another-journal' })
      await freezeEverything(city, checkpoints, () => undefined)
      expect(await admit(city)).toEqual({ ok: true, again: 0 })
      expect((await city.keys.find(erases))?.has('values')).toBe(false)
      expect(await findResident(city, erases)).toBeUndefined()
    })
  })

  it('without its journal every consent is frozen, and everybody is asked again', async () => {
    await after({ stores: ['data', 'keystore'], journal: null }, async () => {
      const frozen = await freezeEverything(city, checkpoints, () => undefined)
      expect(frozen).toEqual({ residents: 4, aside: [] })
      expect(new Set(Object.values(await answers()))).toEqual(new Set(['frozen']))
      expect(await admit(city)).toEqual({ ok: true, again: 0 })
      expect(await given()).toBe(0)
      await agree(city, stays, use)
      expect(await given()).toBe(1)
      await logEverything(city)
      expect((await checkLog(city, [])).faults).toEqual([])
    })
  })
})

async function renamed(file: JournalFile): Promise<void> {
  const journalId = await begunAnew(file, (entries) => entries)
  await asOwner(made, `update platform.stop_journal_identity set journal_id = '${journalId}'`)
}
