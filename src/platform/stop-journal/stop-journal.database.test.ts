import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { countWaitingEntries, queueEntry, selectWritten, StopJournal } from './index.ts'

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
  const content = await city.journal.file.read()
  expect(content !== 'damaged' && content?.entries.map(({ entryId }) => entryId)).toEqual(ids)
  expect(await selectWritten(city.database, ids)).toEqual(new Set(ids))
  expect(await countWaitingEntries(city.database)).toBe(0)
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

it('What may not be confirmed, because the second machine lacks it, is not kept and goes on waiting', async () => {
  const [id = ''] = await queue(1)
  let mayConfirm = false
  const asked: boolean[] = []
  const journal = new StopJournal(
    city.database,
    city.journal.file,
    () => undefined,
    async () => {
      const content = await city.journal.file.read()
      const isInFile = content !== 'damaged' && content?.entries.some(({ entryId }) => entryId === id)
      asked.push(isInFile === true && (await selectWritten(city.database, [id])).size === 0)
      return mayConfirm
    },
  )
  expect(await journal.keep()).toBe(false)
  expect(await selectWritten(city.database, [id])).toEqual(new Set())
  mayConfirm = true
  expect(await journal.keep()).toBe(true)
  expect(await selectWritten(city.database, [id])).toEqual(new Set([id]))
  // In the file first, and not yet marked: the other database must not know of a line that its journal lacks.
  expect(asked).toEqual([true, true])
})
