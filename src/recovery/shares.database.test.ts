import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aResident, by, deposit, stepsFile } from '../../test/support/city.ts'
import { aShare, openedBy } from '../../test/support/shares.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { isLeftOut } from '../backup/left-out.ts'
import { stop } from '../exchange/index.ts'
import { endOwnShare } from '../identity/index.ts'
import { newId, type Personal } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { ShareId } from '../shares/store.ts'
import { admit } from './admit.ts'
import { freezeEverything } from './freeze.ts'

/** Yesterday each of these showed something; then it was backed up. After that all of it but one ended, each in its own way. */
let made: TestTenant
let city: TestTenant
type Who = 'ends' | 'uses' | 'stops' | 'leaves' | 'stays'
let who: Record<Who, ResidentId>
let codes: Record<Who, Personal<string>>

beforeAll(async () => {
  made = await createTestTenant()
  await admit(made)
  const shared = async (once: boolean) => {
    const residentId = await aResident(made)
    await deposit(made, residentId, stepsFile({ '2026-11-02': 1 }))
    return { residentId, ...(await aShare(made, residentId, { once })) }
  }
  const ends = await shared(false)
  const [uses, stops] = [await shared(true), await shared(false)]
  const [leaves, stays] = [await shared(false), await shared(false)]
  const all = { ends, uses, stops, leaves, stays }
  const each = <Value>(of: (one: typeof ends) => Value) =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)])) as Record<Who, Value>
  who = each(({ residentId }) => residentId)
  codes = each(({ code }) => code)
  await made.letGo()
  await keepYesterday(made, ['data', 'keystore'])

  city = await reopen(made)
  await admit(city)
  expect(await endOwnShare(city, who.ends, ends.shareId)).toBe('ended')
  expect(await openedBy(city, codes.uses)).toEqual({ 'activity.steps': [['2026-11-02', 1]] })
  await stop(city, by(who.stops), { useId: null, items: null })
  await leave(city, by(who.leaves), 'left')
  await city.letGo()
  await bringBackYesterday(made, ['data', 'keystore'])
  city = await reopen(made)
})
afterAll(async () => {
  await city.letGo()
  await rm(dirname(made.journal.file.path), { recursive: true, force: true })
})

const open = async () => {
  const { rows } = await city.database.query<{ resident_id: ResidentId }>(
    'select resident_id from identity.door_share_codes',
  )
  const back = rows.map(({ resident_id }) => resident_id)
  return Object.entries(who).flatMap(([name, residentId]) => (back.includes(residentId) ? [name] : []))
}

it('No share that was ended, used or stopped is opened again in an older database', async () => {
  expect(await open(), 'they are back').toEqual(['ends', 'uses', 'stops', 'leaves', 'stays'])
  expect(await admit(city)).toMatchObject({ ok: true })
  expect(await open()).toEqual(['stays'])
  expect(await openedBy(city, codes.stays)).toEqual({ 'activity.steps': [['2026-11-02', 1]] })
  for (const name of ['ends', 'uses', 'stops', 'leaves'] as const)
    expect(await openedBy(city, codes[name]), name).toBe('share-not-open')
  expect(await admit(city)).toEqual({ ok: true, again: 0 })
  expect(await endOwnShare(city, who.stays, newId<ShareId>())).toBe('not-there')
})

it('Where the stop journal is lost, every share has ended', async () => {
  await rm(city.journal.file.path)
  await freezeEverything(city, `${city.journal.file.path}.checkpoints`, () => undefined)
  expect(await open()).toEqual([])
  expect(await openedBy(city, codes.stays)).toBe('share-not-open')
})

it('A backup has nothing by which a share is opened', () => {
  expect(isLeftOut('identity.share_codes')).toBe(true)
})
