import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { StaffId } from '../identity/index.ts'
import { type LocalDay } from '../kernel/index.ts'
import { changeWish, leaveNotice, mailNotices, type Way } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import { lettersOf, overview, printLetters } from './index.ts'

let city: TestTenant
let clerk: StaffId
beforeAll(async () => {
  city = await createTestTenant()
  clerk = await aColleague(city)
})
beforeEach(() => city.database.query('delete from notices.letters'))
afterAll(() => city.close())

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }

async function waits(known: object = { address }, way: Way = 'letter'): Promise<ResidentId> {
  city.clock.advance(1_000)
  const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay }
  const residentId = await enrolResident(city, { ...who, ...known })
  await changeWish(city, residentId, way)
  await inTransaction(city.database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-ended' }, city.clock.now()),
  )
  return residentId
}

const first = { again: false }
const waitingNow = async () => (await overview(city)).waiting

async function print(): Promise<number> {
  const answer = await printLetters(city, clerk)
  if (!answer.ok) throw new Error(answer.because)
  return answer.number
}

describe('A city that sends no mail', () => {
  it.each([
    ['mail-or-letter', 1],
    ['mail', 0],
  ] as const)('sends who chose %s so many letters instead: %i', async (way, letters) => {
    await waits({ address, email: `${randomUUID()}@example.jp` }, way)
    expect(await waitingNow()).toBe(0)
    await mailNotices({ ...city, mailer: null }, new AbortController().signal)
    expect(await waitingNow()).toBe(letters)
  })
})

describe('A letter that is told of more while it is printed', () => {
  it('says it, or another does', async () => {
    const residentId = await waits()
    const client = await city.database.connect()
    try {
      await client.query('begin')
      await leaveNotice(client, residentId, { kind: 'card-issued' }, city.clock.now())
      const said: string[] = []
      const printing = print().then(
        async (number) => {
          for await (const { kinds } of lettersOf(city, number, first)) said.push(...kinds)
        },
        () => undefined,
      )
      await new Promise((resolve) => setTimeout(resolve, 300))
      await client.query('commit')
      await printing
      expect(said.includes('card-issued') || (await waitingNow()) === 1).toBe(true)
    } finally {
      client.release()
    }
  })
})
