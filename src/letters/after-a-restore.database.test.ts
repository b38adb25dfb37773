import { afterAll, beforeAll, expect, it } from 'vitest'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { LocalDay } from '../kernel/index.ts'
import { changeWish, leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident } from '../residents/index.ts'
import { letterNumber, noteCameBack, overview, printLetters } from './index.ts'

/** A city, and the same one from a backup before its first print. */
let lost: TestTenant
let restored: TestTenant
beforeAll(async () => {
  lost = await createTestTenant()
  restored = await createTestTenant()
})
afterAll(() => Promise.all([lost.close(), restored.close()]))

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }

async function print(city: TestTenant): Promise<number> {
  const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay, address }
  const residentId = await enrolResident(city, who)
  await changeWish(city, residentId, 'letter')
  await inTransaction(city.database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-ended' }, city.clock.now()),
  )
  const answer = await printLetters(city, await aColleague(city))
  if (!answer.ok) throw new Error(answer.because)
  return answer.number
}

it('A letter that went out before a restore names nobody afterwards', async () => {
  const before = [await print(lost), await print(lost)]
  restored.clock.advance(60_000)
  const after = [await print(restored), await print(restored)]
  expect(new Set([...before, ...after]).size).toBe(4)
  for (const number of before)
    expect(await noteCameBack(restored, await aColleague(restored), letterNumber(number, 1))).toMatchObject({
      because: 'no-such-letter',
    })
  expect((await overview(restored)).held.count).toBe(0)
})
