import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { endProgramOf } from '../../test/support/company.ts'
import { openRead, programOf } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { Company } from '../identity/index.ts'
import { addDays, localDayOf } from '../kernel/index.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { Use } from '../review/index.ts'
import { saveVendor, type Vendor } from '../vendors/index.ts'
import { deliver } from './deliver.ts'
import { historyOf } from './history.ts'
import { stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** The same city, where something happens just after the first announcement has committed. */
function withAfterCommit(tenant: Tenant, happen: () => Promise<unknown>): Tenant {
  let over = false
  const connect = async () => {
    const client = await tenant.database.connect()
    const query = async (text: string, values?: unknown[]) => {
      const result = await client.query(text, values)
      if (text === 'commit' && !over) {
        over = true
        await happen()
      }
      return result
    }
    return { query, release: () => client.release() }
  }
  const query: Pool['query'] = tenant.database.query.bind(tenant.database)
  return { ...tenant, database: { connect, query } as unknown as pg.Pool }
}

interface Reader {
  vendor: Vendor
  use: Use
  program: Company
}

async function aReader(): Promise<Reader> {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  return { vendor, use, program: await programOf(city, use) }
}

async function read({ use }: Reader, tenant: Tenant, onWrite?: () => Promise<unknown>) {
  const open = await openRead(city, use)
  if (!open.ok) throw new Error(open.because)
  let text = ''
  const end = await deliver(tenant, open, null, {
    write: async (lines) => {
      text += lines
      await onWrite?.()
    },
  })
  return { end, lines: text.split('\n').filter((line) => line !== '') }
}

const setUse = ({ use }: Reader, standing: Use['standing']) =>
  city.database.query('update review.use_versions set standing = $2 where use_id = $1', [use.useId, standing])

const ends: [string, string, (reader: Reader) => Promise<unknown>][] = [
  // what happens           why the delivery ends   how
  ['program is ended',      'program-ended',        ({ program }) => endProgramOf(city, program)],
  ['company is suspended',  'company-not-active',   ({ vendor }) => saveVendor(city.database, { ...vendor, standing: 'suspended' })],
  ['company is ended',      'company-not-active',   ({ vendor }) => saveVendor(city.database, { ...vendor, standing: 'ended' })],
  ['contract runs out',     'company-not-active',   ({ vendor }) => saveVendor(city.database, { ...vendor, contractUntil: city.clock.now() })],
  ['use is suspended',      'use-not-approved',     (reader) => setUse(reader, 'suspended')],
  ['use is ended',          'use-not-approved',     (reader) => setUse(reader, 'ended')],
  ['use is rewritten',      'use-not-approved',     ({ vendor, use }) => aUse(city, vendor, { useId: use.useId, version: 2 })],
] // prettier-ignore

describe.each(ends)('When the %s after the announcement', (_, because, happen) => {
  it('no byte of what was announced leaves, and the resident is told so', async () => {
    const reader = await aReader()
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, resident, reader.use)
    const changing = withAfterCommit(city, () => happen(reader))
    expect(await read(reader, changing)).toEqual({ end: { ok: false, because }, lines: [] })
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toMatchObject([
      { kind: 'provision', outcome: 'not-delivered', recordCount: 0 },
    ])
  })

  it('not even a stop is told', async () => {
    const reader = await aReader()
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, resident, reader.use)
    await read(reader, city)
    await stop(city, by(resident), { useId: reader.use.useId, items: null })
    const changing = withAfterCommit(city, () => happen(reader))
    expect(await read(reader, changing)).toEqual({ end: { ok: false, because }, lines: [] })
  })
})

describe('When a resident takes part no more after the announcement, by whatever way', () => {
  it.each(['leaving', 'moved-away', 'died'])('no byte of theirs leaves: %s', async (standing) => {
    const reader = await aReader()
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, resident, reader.use)
    const change = () =>
      city.database.query(
        'update residents.residents set standing = $2, erase_at = $3 where resident_id = $1',
        [resident, standing, city.clock.now()],
      )
    const { end, lines } = await read(reader, withAfterCommit(city, change))
    expect([end.ok, lines.filter((line) => line.includes('2026-11-01'))]).toEqual([true, []])
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toMatchObject([
      { kind: 'provision', outcome: 'not-delivered', recordCount: 0 },
    ])
  })
})

describe.each(ends)('When the %s in the middle of a delivery', (_, because, happen) => {
  it('nothing leaves that was not looked at again before', async () => {
    const reader = await aReader()
    const resident = await aResident(city)
    // Two looks: the first takes 500 days.
    const days = Array.from({ length: 510 }, (_day, index) =>
      localDayOf(addDays(city.clock.now(), -1 - index)),
    )
    await deposit(city, resident, stepsFile(Object.fromEntries(days.map((day) => [day, 1_000]))))
    await agree(city, resident, reader.use)
    let once: Promise<unknown> | undefined
    const { end, lines } = await read(reader, city, () => (once ??= happen(reader)))
    expect(end).toEqual({ ok: false, because })
    expect(lines).toHaveLength(500)
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toMatchObject([
      { outcome: 'broken-off', recordCount: 500 },
    ])
  })
})
