import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  aResident,
  agree,
  aUse,
  aVendor,
  by,
  deposit,
  settled,
  stepsFile,
} from '../../../test/support/city.ts'
import { tokenOf } from '../../../test/support/http-company.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { wholeApp } from '../../../test/support/whole-app.ts'
import { makeClientKeyPair, registerClient } from '../../identity/index.ts'
import { dayMs, newId } from '../../kernel/index.ts'
import type { App } from '../../platform/http/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import { undoDeposit } from '../../vault/index.ts'
import { setQuotas, usualQuotas, type Quota } from '../../vendors/index.ts'
import { stop } from '../stop.ts'

let city: TestTenant
/** Two processes of one city. */
let apps: [App, App]
/** Of the second: without its lease every delivery breaks. */
let isLeaseHeld = true
beforeAll(async () => {
  city = await createTestTenant()
  const other = {
    ...city,
    lease: { term: () => city.lease.term(), held: (term: number) => isLeaseHeld && city.lease.held(term) },
  }
  apps = [(await wholeApp(city)).app, (await wholeApp(other)).app]
})
afterAll(async () => {
  for (const app of apps) await app.close()
  await city.close()
})

const staff = { staffId: newId<never>() }

interface Reader {
  use: Use
  residents: ResidentId[]
  imports: Awaited<ReturnType<typeof deposit>>[]
  allow(quota: Partial<Quota>, whose?: 'company' | 'program'): Promise<void>
  read(asked?: Record<string, string>, at?: 0 | 1): Promise<Answer>
}

interface Line {
  type: string
  subject: string
  cursor: string
  more: boolean
}

interface Answer {
  status: number
  because: string | undefined
  retryAfter: number
  lines: Line[]
  end: Line | undefined
}

/** A company with residents who have agreed, one day each. */
async function aReader(count: number): Promise<Reader> {
  const vendor = await aVendor(city)
  const { vendorId } = vendor
  const use = await aUse(city, vendor)
  const residents: ResidentId[] = []
  const imports = []
  for (let number = 0; number < count; number += 1) {
    const residentId = await aResident(city)
    imports.push(await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 + number })))
    await agree(city, residentId, use)
    residents.push(residentId)
  }
  const keys = await makeClientKeyPair()
  const clientId = `quota-${randomUUID().slice(0, 8)}`
  await registerClient(city, { clientId, vendorId, jwks: keys.publicJwks })
  const [host = ''] = city.hosts
  const token = await tokenOf(apps[0], host, { clientId, keys, vendor })
  return {
    use,
    residents,
    imports,
    allow: async (quota, whose = 'company') => {
      const quotas = { ...usualQuotas, [whose]: { ...usualQuotas[whose], ...quota } }
      expect(await setQuotas(city, vendorId, quotas, staff)).toEqual({ ok: true })
    },
    read: async ({ key = randomUUID(), subject = '', ...asked } = {}, at = 0) => {
      await settled(city)
      const query = { use: use.useId, reasonCode: use.terms.reasons[0]!.code, ...asked }
      const answer = await apps[at].inject({
        url: `/exchange/v1/${subject && `residents/${subject}/`}records?${new URLSearchParams(query).toString()}`,
        headers: { host, authorization: `Bearer ${token}`, 'idempotency-key': key },
      })
      const isGiven = answer.statusCode === 200
      const lines = isGiven
        ? answer.body
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Line)
        : []
      return {
        status: answer.statusCode,
        because: isGiven ? undefined : answer.json<{ because: string }>().because,
        retryAfter: Number(answer.headers['retry-after']),
        lines: lines.filter(({ type }) => type !== 'end'),
        end: lines.find(({ type }) => type === 'end'),
      }
    },
  }
}

const subjects = ({ lines }: Answer) => new Set(lines.map(({ subject }) => subject))

describe('A company that has spent its reads of a minute', () => {
  it.each(['company', 'program'] as const)(
    'is told when to come back (%s), at every process',
    async (whose) => {
      const reader = await aReader(1)
      await reader.allow({ readsAMinute: 3 }, whose)
      const statuses = []
      for (const at of [0, 1, 0] as const) statuses.push((await reader.read({}, at)).status)
      expect(statuses).toEqual([200, 200, 200])
      for (const at of [0, 1] as const) {
        const refused = await reader.read({}, at)
        expect(refused).toMatchObject({ status: 429, because: 'quota-spent' })
        expect(refused.retryAfter).toBeGreaterThan(0)
        expect(refused.retryAfter).toBeLessThanOrEqual(60)
      }
      city.clock.advance(60_000)
      expect((await reader.read()).status).toBe(200)
    },
  )

  it('has announced nothing by what was refused', async () => {
    const reader = await aReader(1)
    await reader.allow({ readsAMinute: 0 })
    expect((await reader.read()).because).toBe('quota-spent')
    const { rows } = await city.database.query('select 1 from exchange.deliveries where use_id = $1', [
      reader.use.useId,
    ])
    expect(rows).toEqual([])
  })

  it('may be one that may read nothing at all', async () => {
    const reader = await aReader(1)
    await reader.allow({ residentsADay: 0 })
    expect(await reader.read()).toMatchObject({ status: 429, because: 'quota-spent' })
  })
})

describe('A company that may be told of two residents a day', () => {
  it('is told of two, of no third by asking again, and of the third on the next day', async () => {
    const reader = await aReader(3)
    await reader.allow({ residentsADay: 2 })
    const key = randomUUID()
    const first = await reader.read({ key })
    expect(subjects(first).size).toBe(2)
    expect(first.end).toMatchObject({ more: true })

    // A lost answer costs nothing, and gives nothing more: at either process.
    for (const at of [0, 1] as const) {
      const again = await reader.read({ key }, at)
      expect(subjects(again)).toEqual(subjects(first))
    }
    const { cursor } = first.end!
    const refused = await reader.read({ cursor }, 1)
    expect(refused).toMatchObject({ status: 429, because: 'quota-spent' })
    expect(refused.retryAfter).toBeLessThanOrEqual(86_400)

    city.clock.advance(dayMs)
    const rest = await reader.read({ cursor })
    expect(subjects(rest).size).toBe(1)
    expect([...subjects(rest)].filter((subject) => subjects(first).has(subject))).toEqual([])
  })

  it('is not charged for whom nothing is told of', async () => {
    const reader = await aReader(1)
    await reader.allow({ residentsADay: 2 })
    const first = await reader.read()
    for (let time = 0; time < 5; time += 1)
      expect(await reader.read({ cursor: first.end!.cursor })).toMatchObject({ status: 200, lines: [] })
  })
})

/** Somebody more, of whom the next read tells. */
async function aNewcomer({ use }: Reader): Promise<void> {
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-03': 1 }))
  await agree(city, residentId, use)
}

describe('What was set aside and is not needed', () => {
  it('is of a read of one of whom nothing may be told: it costs nothing', async () => {
    const reader = await aReader(1)
    await reader.allow({ residentsADay: 2 })
    const first = await reader.read()
    const [subject = ''] = subjects(first)
    await stop(city, by(reader.residents[0]!), { useId: reader.use.useId, items: null })
    for (let time = 0; time < 3; time += 1)
      expect(await reader.read({ subject })).toMatchObject({ because: 'withdrawn' })
    await aNewcomer(reader)
    expect((await reader.read({ cursor: first.end!.cursor, limit: '1' })).status).toBe(200)
  })

  it('goes back when what broke is repeated; and nothing is to be had by breaking', async () => {
    const reader = await aReader(1)
    await reader.allow({ residentsADay: 3 })
    const asked = { key: randomUUID(), limit: '3' }
    isLeaseHeld = false
    for (let time = 0; time < 2; time += 1) expect((await reader.read(asked, 1)).status).toBe(503)
    // It may be repeated still, for nothing: until then it is spent.
    isLeaseHeld = true
    expect((await reader.read({}, 1)).because).toBe('quota-spent')
    const repeated = await reader.read(asked, 1)
    expect(subjects(repeated).size).toBe(1)
    expect(subjects(await reader.read(asked, 1)).size).toBe(1)
    for (let more = 0; more < 3; more += 1) await aNewcomer(reader)
    const { cursor } = repeated.end!
    expect(subjects(await reader.read({ cursor }, 1)).size).toBe(2)
    expect((await reader.read({ cursor }, 1)).because).toBe('quota-spent')
  })
})

describe('What was withdrawn', () => {
  it('is told at any time, whatever was spent, and nothing else with it', async () => {
    const reader = await aReader(3)
    const [stopped, takenBack] = reader.residents
    const { end } = await reader.read()
    await reader.allow({ readsAMinute: 0, residentsADay: 0 })
    await stop(city, by(stopped!), { useId: reader.use.useId, items: null })
    await undoDeposit(city, takenBack!, reader.imports[1]!)
    const newcomer = await aResident(city)
    await deposit(city, newcomer, stepsFile({ '2026-11-02': 1 }))
    await agree(city, newcomer, reader.use)

    expect((await reader.read({ cursor: end!.cursor })).because).toBe('quota-spent')
    const told = await reader.read({ cursor: end!.cursor, only: 'withdrawn' })
    expect(told.status).toBe(200)
    expect(told.lines.map(({ type }) => type).sort()).toEqual(['stopped', 'tombstone'])
    expect(await reader.read({ cursor: told.end!.cursor, only: 'withdrawn' })).toMatchObject({ lines: [] })
    // Nor is anything written down as given of whom nothing was told.
    const { rows } = await city.database.query('select 1 from exchange.provisions where resident_id = $1', [
      newcomer,
    ])
    expect(rows).toEqual([])
  })

  it('has a cursor of its own: by it nobody passes over what they have not read', async () => {
    const reader = await aReader(1)
    const { end } = await reader.read({ only: 'withdrawn' })
    expect(await reader.read({ cursor: end!.cursor })).toMatchObject({
      status: 400,
      because: 'cursor-not-valid',
    })
  })
})
