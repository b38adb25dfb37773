import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { count, openTestQueue, type TestQueue } from '../../../test/support/jobs.ts'
import type { TestTenant } from '../../../test/support/tenant.ts'
import { inTransaction } from '../database/index.ts'
import { enqueue, type JobKind } from './index.ts'

const unknown: JobKind<{ id: string }> = { ...count, name: 'not-in-the-list' }

let city: TestTenant
let queue: TestQueue
let waiting: TestQueue['waiting']
beforeAll(async () => {
  queue = await openTestQueue()
  ;({ city, waiting } = queue)
})
afterAll(() => queue.close())
afterEach(() => queue.empty())

describe('A job', () => {
  test('is queued when the transaction commits', async () => {
    await inTransaction(city.database, async (client) => {
      await enqueue(client, count, { id: 'a' })
      expect(await waiting()).toEqual([])
    })
    expect(await waiting()).toHaveLength(1)
  })

  test('is not queued when the transaction is rolled back', async () => {
    const work = inTransaction(city.database, async (client) => {
      await enqueue(client, count, { id: 'a' })
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await waiting()).toEqual([])
  })

  test('with the same key waits only once; with another, twice', async () => {
    for (const key of ['same', 'same', 'another']) await enqueue(city.database, count, { id: 'a' }, { key })
    expect((await waiting()).map(({ key }) => key)).toEqual(['count/same', 'count/another'])
  })

  const refused = [
    // what is wrong                      kind      payload
    ['an unknown task',                   unknown,  { id: 'a' }                                     ],
    ['more than 2000 bytes',              count,    Object.fromEntries(manyIds())                   ],
    ['a name',                            count,    { id: '青葉 花子' }                             ],
    ['words',                             count,    { id: 'blood pressure 140' }                    ],
    ['an address',                        count,    { id: 'hanako@example.jp' }                     ],
    ['a long string',                     count,    { id: 'a'.repeat(65) }                          ],
    ['a number',                          count,    { id: 140 }                                     ],
    ['something nested',                  count,    { id: { name: 'a' } }                           ],
    ['a list',                            count,    ['a']                                           ],
  ] as const // prettier-ignore
  test.each(refused)('is refused with %s', async (_, kind, payload) => {
    const anything = { name: kind.name, payload: z.any() }
    await expect(enqueue(city.database, anything, payload as never)).rejects.toMatchObject({ code: '22023' })
    expect(await waiting()).toEqual([])
  })

  test('is refused with a key that is no id', async () => {
    const keyed = enqueue(city.database, count, { id: 'a' }, { key: 'はなこ' })
    await expect(keyed).rejects.toMatchObject({ code: '22023' })
  })
})

function manyIds(): [string, string][] {
  return Array.from({ length: 40 }, (_, index) => [`id-${index.toFixed()}`, 'a'.repeat(60)])
}
