import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { termsForTests } from '../../test/support/terms.ts'
import { eraseEverything } from '../erasure/index.ts'
import { startSession } from '../identity/index.ts'
import { addDays, localDayOf, startOfDay, type LocalDay } from '../kernel/index.ts'
import { comeBack, leave, recordDeath, recordDeathInError } from '../leaving/index.ts'
import { enrolResident, publishTerms, type ResidentId } from '../residents/index.ts'
import { dayAfter, noticesOf, tellErasures, tellTerms, type NoticeKind } from './index.ts'

let city: TestTenant
/** Without terms at first. */
let young: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
  young = await createTestTenant()
})
afterAll(async () => {
  await young.close()
  await city.close()
})

const mailerForNobody = { send: () => Promise.resolve('sent' as const) }
const going = new AbortController().signal
async function told(residentId: ResidentId, kind: NoticeKind, of = city) {
  const { shown } = await noticesOf(of, residentId, null)
  return shown.filter((notice) => notice.kind === kind)
}

describe('Of a company that is new to somebody', () => {
  it('they are told with its first delivery, and neither with the next nor under another use', async () => {
    const vendor = await aVendor(city)
    const [first, second] = [await aUse(city, vendor), await aUse(city, vendor)]
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, residentId, first)
    await agree(city, residentId, second)
    expect(await told(residentId, 'new-recipient')).toEqual([])
    await readAsCompany(city, first)
    expect(await told(residentId, 'new-recipient')).toMatchObject([{ vendorId: vendor.vendorId }])
    await readAsCompany(city, first)
    await readAsCompany(city, second)
    expect(await told(residentId, 'new-recipient')).toHaveLength(1)
  })

  it('each is told, and nobody of whom it gets nothing', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor)
    const [one, other, refusing] = [await aResident(city), await aResident(city), await aResident(city)]
    for (const residentId of [one, other, refusing])
      await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
    for (const residentId of [one, other]) await agree(city, residentId, use)
    await readAsCompany(city, use)
    const counts = [one, other, refusing].map(
      async (residentId) => (await told(residentId, 'new-recipient')).length,
    )
    expect(await Promise.all(counts)).toEqual([1, 1, 0])
    const another = await aUse(city, await aVendor(city))
    await agree(city, one, another)
    await readAsCompany(city, another)
    expect(await told(one, 'new-recipient')).toHaveLength(2)
  })
})

describe('Of a new way of signing in', () => {
  it('somebody is told, once for each way; the card that they were handed is no news where it is the first', async () => {
    const residentId = await aResident(city)
    await startSession(city, residentId, 'card')
    await startSession(city, residentId, 'card')
    expect(await told(residentId, 'new-way-in')).toEqual([])
    await startSession(city, residentId, 'mail')
    await startSession(city, residentId, 'mail')
    await startSession(city, residentId, 'demo')
    expect(await told(residentId, 'new-way-in')).toHaveLength(1)
    await startSession(city, residentId, 'outside')
    expect(await told(residentId, 'new-way-in')).toHaveLength(2)
  })

  it.each(['mail', 'outside', 'passkey'] as const)(
    'the first by %s of somebody of whom nothing is known is told',
    async (way) => {
      const residentId = await aResident(city)
      await startSession(city, residentId, way)
      await startSession(city, residentId, way)
      expect(await told(residentId, 'new-way-in')).toHaveLength(1)
      await startSession(city, residentId, 'card')
      expect(await told(residentId, 'new-way-in')).toHaveLength(2)
    },
  )

  it('nothing is kept of whoever erases everything', async () => {
    const residentId = await aResident(city)
    await startSession(city, residentId, 'card')
    await eraseEverything(city, by(residentId))
    const known = await city.database.query('select from identity.known_ways where resident_id = $1', [
      residentId,
    ])
    expect(known.rowCount).toBe(0)
  })
})

describe('Who leaves', () => {
  it.each(['left', 'moved-away'] as const)(
    'is told that they have, and that they are back: %s',
    async (what) => {
      const residentId = await aResident(city)
      await leave(city, by(residentId), what)
      expect(await told(residentId, 'left')).toHaveLength(1)
      await comeBack(city, by(residentId))
      expect(await told(residentId, 'came-back')).toHaveLength(1)
    },
  )

  it('is told nothing when they have died, and that they take part when that was wrong', async () => {
    const residentId = await aResident(city)
    const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
    await recordDeath(city, by(residentId), { ...two, document: 'death-certificate' })
    expect(await told(residentId, 'left')).toEqual([])
    await recordDeathInError(city, by(residentId), two)
    expect(await told(residentId, 'reported-in-error')).toHaveLength(1)
  })

  it('is told a week before everything is erased, once, and not before; who came back or died is not', async () => {
    const [leaving, back, dead, away] = [
      await aResident(city),
      await aResident(city),
      await aResident(city),
      await aResident(city),
    ]
    const leftAt = city.clock.now()
    for (const residentId of [leaving, back]) await leave(city, by(residentId), 'left')
    await leave(city, by(away), 'moved-away')
    const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
    await recordDeath(city, by(dead), { ...two, document: 'death-certificate' })
    await comeBack(city, by(back))
    const near = async () => {
      await tellErasures(city, going)
      const all = [leaving, back, dead, away].map((residentId) => told(residentId, 'erasure-near'))
      return (await Promise.all(all)).map((notices) => notices.length)
    }
    const weekBefore = addDays(startOfDay(localDayOf(leftAt)), 31 - 7)
    city.clock.set(new Date(weekBefore.getTime() - 1))
    expect(await near()).toEqual([0, 0, 0, 0])
    city.clock.set(weekBefore)
    expect(await near()).toEqual([1, 0, 0, 0])
    const [notice] = await told(leaving, 'erasure-near')
    expect(notice && dayAfter(notice.toldAt, notice.count ?? 0)).toBe(localDayOf(addDays(leftAt, 30)))
    city.clock.set(addDays(leftAt, 29))
    expect(await near()).toEqual([1, 0, 0, 0])
    city.clock.set(addDays(leftAt, 360))
    expect((await near()).slice(1)).toEqual([0, 0, 1])
  })
})

describe('Who wants to be told nowhere else', () => {
  const identity = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay }
  const home = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }
  const email = 'hanako@example.jp'
  const waits = async (what: 'mails' | 'letters', residentId: ResidentId) =>
    (await city.database.query(`select from notices.${what} where resident_id = $1`, [residentId])).rowCount

  it.each([
    // known               mails  letters
    [{}, 0, 0],
    [{ address: home }, 0, 1],
    [{ email }, 1, 0],
    [{ email, address: home }, 1, 0],
  ])(
    'is told by what is known that they left, and that all is erased soon: %j',
    async (known, mails, letters) => {
      const residentId = await enrolResident(city, { ...identity, ...known })
      const mailing = { ...city, mailer: mailerForNobody }
      const count = async () => [await waits('mails', residentId), await waits('letters', residentId)]
      await leave(mailing, by(residentId), 'left')
      expect(await count()).toEqual([mails, letters])
      for (const what of ['mails', 'letters'])
        await city.database.query(`delete from notices.${what} where resident_id = $1`, [residentId])
      city.clock.set(addDays(city.clock.now(), 25))
      await tellErasures(mailing, going)
      expect(await count()).toEqual([mails, letters])
    },
  )
})

describe('Of new terms', () => {
  it('everybody is told once, in turns that may break off; not who joined with them, nor of the first', async () => {
    const before = await Promise.all(Array.from({ length: 3 }, () => someone()))
    const dead = await someone()
    const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
    await recordDeath(young, by(dead), { ...two, document: 'death-certificate' })
    const times = async (people: readonly ResidentId[]) =>
      (await Promise.all(people.map((one) => told(one, 'terms-changed', young)))).map(({ length }) => length)
    expect(await publish(1)).toEqual({ ok: true })
    await tellTerms(young, going)
    expect(await times(before)).toEqual([0, 0, 0])
    expect(await publish(2)).toEqual({ ok: true })
    young.clock.advance(1_000)
    const later = await someone()
    await tellTerms(young, AbortSignal.abort())
    expect(await times(before)).toEqual([0, 0, 0])
    await tellTerms(young, going)
    await tellTerms(young, going)
    expect(await times([...before, later, dead])).toEqual([1, 1, 1, 0, 0])
  })

  it('whoever a turn before had come to is not told again by the next', async () => {
    const [first, second] = [await someone(), await someone()].sort()
    expect(await publish(3)).toEqual({ ok: true })
    // As a process leaves it that died between two batches.
    await young.database.query('insert into notices.terms_told (version, up_to) values (3, $1)', [first])
    await tellTerms(young, going)
    expect(await told(first!, 'terms-changed', young)).toEqual([])
    expect(await told(second!, 'terms-changed', young)).toHaveLength(1)
  })

  const publish = (version: number) =>
    publishTerms(young, { ...termsForTests, version, effectiveFrom: `203${version}-01-01` as LocalDay })
  const someone = () =>
    enrolResident(young, { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay })
})
