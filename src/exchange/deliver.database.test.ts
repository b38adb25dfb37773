import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, session, stepsFile } from '../../test/support/city.ts'
import { openRead } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { undoWithdrawal } from '../consent/index.ts'
import { dayMs, type LocalDay } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { undoDeposit } from '../vault/index.ts'
import { deliver } from './deliver.ts'
import { findSubject } from './find-subject.ts'
import { historyOf } from './history.ts'
import type { DeliveryRequest } from './open-delivery.ts'
import { stop } from './stop.ts'
import type { Pseudonym } from './delivery-store.ts'
import { agreeToTerms } from '../../test/support/terms.ts'

interface Line {
  type: 'record' | 'tombstone' | 'stopped' | 'end'
  id: string
  subject: Pseudonym
  item: string
  day: string
  samples: [number, number, number][]
  provision: string
  cursor: string
  more: boolean
}

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function read(
  tenant: Tenant,
  use: Use,
  wishes: Partial<DeliveryRequest> = {},
  onWrite?: () => Promise<void>,
) {
  const open = await openRead(tenant, use, wishes)
  if (!open.ok) return { because: open.because, lines: [] as Line[] }
  const subject = wishes.subject ? await findSubject(tenant, open.read, wishes.subject) : null
  if (subject && !subject.ok) return { because: subject.because, lines: [] as Line[] }
  let text = ''
  const end = await deliver(tenant, open, subject?.residentId ?? null, {
    write: async (lines) => {
      text += lines
      await onWrite?.()
    },
  })
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
  return { because: end.ok ? undefined : end.because, lines }
}

const anybody = { name: '遅野 次郎', kana: 'オソノ ジロウ', birthDate: '1960-01-01' as LocalDay }

/** That many days of steps, up to the day before the city's clock. */
function manyDays(count: number): Record<string, number> {
  const end = Date.parse('2026-11-20T00:00:00Z')
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      new Date(end - index * dayMs).toISOString().slice(0, 10),
      index + 1,
    ]),
  )
}

const records = (lines: readonly Line[]) => lines.filter((line) => line.type === 'record')
const endOf = (lines: readonly Line[]) => lines.at(-1)!

async function aPharmacyWith(
  residents: number,
  days: Readonly<Record<string, number>> = { '2026-11-01': 4_000, '2026-11-02': 5_000 },
) {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const people: ResidentId[] = []
  for (let i = 0; i < residents; i += 1) {
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile(days))
    people.push(residentId)
  }
  return { vendor, use, people }
}

describe('A company reads under its use', () => {
  it('receives exactly the consented items of consenting residents, and each sees it on their page', async () => {
    const { use, people } = await aPharmacyWith(3)
    const [first, second, third] = people as [ResidentId, ResidentId, ResidentId]
    await agree(city, first, use, ['activity.steps'])
    await agree(city, second, use, ['body.weight'])
    const { lines } = await read(city, use)
    expect(records(lines).map((line) => [line.item, line.day, line.samples[0]![2]])).toEqual([
      ['activity.steps', '2026-11-01', 4_000],
      ['activity.steps', '2026-11-02', 5_000],
    ])
    expect(JSON.stringify(lines)).not.toContain(first)
    expect(await historyOf(city, first, { before: null, limit: 10 })).toMatchObject([
      {
        kind: 'provision',
        outcome: 'delivered',
        recordCount: 2,
        reasonCode: 'monthly-advice',
        items: [{ item: 'activity.steps', days: 2, from: '2026-11-01', to: '2026-11-02' }],
      },
    ])
    for (const other of [second, third]) {
      expect(await historyOf(city, other, { before: null, limit: 10 })).toEqual([])
    }
  })

  it('is given only what is new by its cursor, corrections again, and undone days as tombstones', async () => {
    const { use, people } = await aPharmacyWith(1)
    const [resident] = people as [ResidentId]
    await agree(city, resident, use)
    const first = await read(city, use)
    const again = await read(city, use, { cursor: endOf(first.lines).cursor })
    expect(records(again.lines)).toEqual([])

    const correction = await deposit(city, resident, stepsFile({ '2026-11-02': 5_500, '2026-11-03': 6_000 }))
    const news = await read(city, use, { cursor: endOf(again.lines).cursor })
    expect(records(news.lines).map((line) => [line.day, line.samples.at(-1)![2]])).toEqual([
      ['2026-11-02', 5_500],
      ['2026-11-03', 6_000],
    ])
    expect(news.lines[0]!.id).toBe(first.lines[1]!.id)

    await undoDeposit(city, resident, correction)
    const undone = await read(city, use, { cursor: endOf(news.lines).cursor })
    expect(undone.lines.map((line) => [line.type, line.day, line.samples?.at(-1)?.[2]])).toEqual([
      ['record', '2026-11-02', 5_000],
      ['tombstone', '2026-11-03', undefined],
      ['end', undefined, undefined],
    ])
  })

  const roundabouts = [
    [
      'deposited again and taken back again',
      async (resident: ResidentId) => {
        const again = await deposit(city, resident, stepsFile({ '2026-11-09': 900 }))
        await undoDeposit(city, resident, again)
      },
    ],
    [
      'stopped and the stop taken back',
      async (resident: ResidentId, use: Use) => {
        const stopped = await stop(city, by(resident), { useId: use.useId, items: null })
        if (!stopped.ok) throw new Error(stopped.because)
        await undoWithdrawal(city, { ...by(resident), sessionHash: session }, stopped.actId)
      },
    ],
    [
      'stopped and agreed to again',
      async (resident: ResidentId, use: Use) => {
        await stop(city, by(resident), { useId: use.useId, items: null })
        await agree(city, resident, use)
      },
    ],
  ] as const
  it.each(roundabouts)(
    'is told of a day that was taken back, also when it was %s before the next read',
    async (_, between) => {
      const { use, people } = await aPharmacyWith(1)
      const [resident] = people as [ResidentId]
      const single = await deposit(city, resident, stepsFile({ '2026-11-09': 900 }))
      await agree(city, resident, use)
      const first = await read(city, use)
      const gone = first.lines.find((line) => line.day === '2026-11-09')!
      await undoDeposit(city, resident, single)
      await between(resident, use)
      const next = await read(city, use, { cursor: endOf(first.lines).cursor })
      expect(next.lines.filter((line) => line.type === 'tombstone').map((line) => line.id)).toEqual([gone.id])
    },
  )

  it('is told once that a former subject stopped, and the refusal stands on the resident’s page', async () => {
    const { use, people } = await aPharmacyWith(1)
    const [resident] = people as [ResidentId]
    await agree(city, resident, use)
    const first = await read(city, use)
    const { subject } = first.lines[0]!
    city.clock.advance(1_000)
    const stopped = await stop(city, by(resident), { useId: use.useId, items: null })
    expect(stopped).toMatchObject({ ok: true, stillUnderWay: [] })

    const next = await read(city, use, { cursor: endOf(first.lines).cursor })
    expect(next.lines).toMatchObject([
      { type: 'stopped', subject, items: ['activity.steps'] },
      { type: 'end' },
    ])
    expect(await read(city, use, { subject })).toMatchObject({ because: 'withdrawn' })
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toMatchObject([
      { kind: 'refusal', because: 'withdrawn', times: 2 },
      { kind: 'provision' },
    ])
  })

  it('gets everything again after もとにもどす', async () => {
    const { use, people } = await aPharmacyWith(1)
    const [resident] = people as [ResidentId]
    await agree(city, resident, use)
    const first = await read(city, use)
    const stopped = await stop(city, by(resident), { useId: use.useId, items: null })
    if (!stopped.ok) throw new Error(stopped.because)
    expect(
      await undoWithdrawal(city, { ...by(resident), sessionHash: session }, stopped.actId),
    ).toMatchObject({
      ok: true,
    })
    const after = await read(city, use, { cursor: endOf(first.lines).cursor })
    expect(records(after.lines).map((line) => line.id)).toEqual(records(first.lines).map((line) => line.id))
  })

  it('gets nothing of a resident who stops after being announced, when the second look has not come to them', async () => {
    const { use, people } = await aPharmacyWith(1)
    const [early] = people as [ResidentId]
    // More days than one look takes, so that `late`, whose id sorts after, is announced together and looked at later.
    const late = 'ffffffff-ffff-4fff-bfff-ffffffffffff' as ResidentId
    await agreeToTerms(city, await enrolResident(city, anybody, late))
    await deposit(city, early, stepsFile(manyDays(500)))
    await deposit(city, late, stepsFile({ '2026-11-01': 4_000 }))
    for (const person of [early, late]) await agree(city, person, use)
    let stopping: ReturnType<typeof stop> | undefined
    const { lines } = await read(city, use, {}, async () => {
      stopping ??= stop(city, by(late), { useId: use.useId, items: null })
      await sleep(200)
    })
    expect(new Set(records(lines).map((line) => line.subject)).size).toBe(1)
    expect(await stopping).toMatchObject({ ok: true, stillUnderWay: [] })
    expect(await historyOf(city, late, { before: null, limit: 10 })).toMatchObject([
      { kind: 'provision', outcome: 'not-delivered', recordCount: 0 },
    ])
  })

  it('gets the same provision for the same Idempotency-Key, and once means once', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor, { frequency: 'once' })
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 1 }))
    await agree(city, resident, use)
    const key = { idempotencyKey: 'the-same-key' }
    const first = await read(city, use, key)
    const second = await read(city, use, key)
    expect(records(second.lines)).toEqual(records(first.lines))
    expect(records((await read(city, use)).lines)).toEqual([])
    expect(await read(city, use, { ...key, limit: 5 })).toMatchObject({ because: 'key-reused' })
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toHaveLength(1)
  })

  it('pages through residents and misses nobody', async () => {
    const { use, people } = await aPharmacyWith(5, { '2026-11-01': 4_000, '2026-11-02': 1 })
    for (const person of people) await agree(city, person, use)
    const seen: string[] = []
    let cursor: string | null = null
    for (let page = 0; page < 10; page += 1) {
      const { lines } = await read(city, use, { cursor, limit: 2 })
      seen.push(...records(lines).map((line) => `${line.subject}/${line.day}`))
      cursor = endOf(lines).cursor
      if (!endOf(lines).more) break
    }
    expect(new Set(seen).size).toBe(10)
    expect(seen).toHaveLength(10)
  })
})
