import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wholeJournal } from '../../../test/support/journal.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool } from '../database/index.ts'
import { countWaitingEntries, queueEntry, selectWritten } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function queue(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const entryId of ids)
    await queueEntry(city.database, { entryId, kind: 'withdrawn', at: '2026-11-01T00:00:00.000Z', of: {} })
  return ids
}

it('Whoever is told that it is kept has their own entry in the journal, however many wait before it', async () => {
  const ids = await queue(2_100)
  expect(await selectWritten(city.database, ids)).toEqual(new Set())
  expect(await city.journal.keep()).toBe(true)
  const { entries } = await wholeJournal(city.journal.file)
  expect(entries.map(({ entryId }) => entryId)).toEqual(ids)
  expect(await selectWritten(city.database, ids)).toEqual(new Set(ids))
  expect(await countWaitingEntries(city.database)).toBe(0)
})

it('The key store knows how far the journal has come: after a second, or when the process ends', async () => {
  const noted = async () => {
    const keystore = openPool({ url: city.databases.keystore.keystore, name: 'test-mark', max: 1 })
    const { rows } = await keystore
      .query<{ length: number }>('select length::float8 as length from keystore.journal_mark')
      .finally(() => keystore.end())
    return rows[0]?.length
  }
  const size = async () => (await stat(city.journal.file.path)).size
  await queue(1)
  expect(await city.journal.keep()).toBe(true)
  expect(await noted()).not.toBe(await size())
  await city.journal.close()
  expect(await noted()).toBe(await size())
  await queue(1)
  expect(await city.journal.keep()).toBe(true)
  await expect.poll(noted, { timeout: 5_000 }).toBe(await size())
})

it('What belongs into another journal than the one that lies there is not kept', async () => {
  const [id = ''] = await queue(1)
  const identity = 'update platform.stop_journal_identity set journal_id = $1 returning journal_id'
  const before = await city.database.query<{ journal_id: string }>(
    'select journal_id from platform.stop_journal_identity',
  )
  await city.database.query(identity, [randomUUID()])
  expect(await city.journal.keep()).toBe(false)
  expect(await selectWritten(city.database, [id])).toEqual(new Set())
  await city.database.query(identity, [before.rows[0]?.journal_id])
  expect(await city.journal.keep()).toBe(true)
})
