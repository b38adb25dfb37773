import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBackedUpCity, everyRow, type BackedUpCity } from '../../test/support/backed-up-city.ts'
import { aResident, agree, by } from '../../test/support/city.ts'
import { openRead, readAsCompany } from '../../test/support/company-reads.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { stop } from '../exchange/index.ts'
import { dayMs } from '../kernel/index.ts'
import { createBeside, dropBeside, openPool, withDatabase } from '../platform/database/index.ts'
import { drill } from './drill.ts'
import { isLeftOut, leftOut } from './left-out.ts'
import { writePositionsAnew } from './positions.ts'
import { asTenant, restoreBeside } from './restore-beside.ts'
import { dropOldReplaced, replacedIn, undoRestore } from './replaced.ts'
import { restoreCity } from './restore-city.ts'
import { positionColumns } from './tables.ts'

let city: BackedUpCity
beforeAll(async () => {
  city = await aBackedUpCity()
})
afterAll(() => city.close())

describe('A city that is backed up and restored', () => {
  it('is the same in every row of every table but those that are left out', async () => {
    const options = await city.takeBoth()
    const [before, keysBefore] = [
      await everyRow(city.tenant.databases.data.migrate),
      await everyRow(city.tenant.databases.keystore.migrate),
    ]
    const restored = await restoreBeside(options, 'test')
    const after = await everyRow(restored.databases.data.migrate)
    const compared = [...before.keys()].filter((name) => !isLeftOut(name))
    expect(compared.length).toBeGreaterThan(20)
    for (const name of compared) expect([name, after.get(name)]).toEqual([name, before.get(name)])
    const left = ['platform.processes', 'identity.staff_sessions', 'identity.staff_invitations']
    for (const name of [...left, 'identity.sessions']) expect([name, after.get(name)]).toEqual([name, []])
    const filled = compared.filter((name) => before.get(name)!.length > 0)
    expect(filled).toEqual(
      expect.arrayContaining([
        'vault.envelopes',
        'consent.grants',
        'exchange.provisions',
        'proof.leaves',
        'identity.passkeys',
      ]),
    )
    const keysAfter = await everyRow(restored.databases.keystore.migrate)
    const kept = keysBefore.get('keystore.service_keys')!.filter((row) => !row.startsWith('(exchange-cursor'))
    expect(keysAfter.get('keystore.owner_keys')).toEqual(keysBefore.get('keystore.owner_keys'))
    expect(keysAfter.get('keystore.service_keys')).toEqual(kept)
    expect(restored.audit.faults).toEqual([])
    expect(restored.audit.leaves).toBe(restored.data.manifest.checkpoint?.size)
    await dropBeside(city.tenant.provision, 'test')
  })

  it('can be read from again, from the start of the cursor, by nobody who was stopped', async () => {
    const restored = await restoreBeside(await city.takeBoth(), 'test')
    const read = await asTenant(
      {
        city: { id: city.tenant.id, hosts: city.tenant.hosts, city: city.tenant.city },
        ring: city.tenant.ring,
      },
      restored.databases,
      async (tenant) => {
        const held = { ...tenant, lease: { term: () => 1, held: () => true }, clock: city.tenant.clock }
        const lines: string[] = []
        await readAsCompany(held, city.use, { onWrite: (text) => Promise.resolve(void lines.push(text)) })
        return lines.join('')
      },
    )
    expect(read.match(/"type":"record"/g)).toHaveLength(6)
    await dropBeside(city.tenant.provision, 'test')
  })
})

describe('A table that nobody has mentioned', () => {
  it('is in the backup and comes back, with its sequence', async () => {
    await city.owner
      .query(`create table consent.unheard (id bigint generated always as identity primary key, word text);
      insert into consent.unheard (word) values ('one'), (E'two\\n\\\\.\\n'), (null)`)
    try {
      const { manifest } = await city.take('data')
      expect(manifest.tables.find(({ name }) => name === 'consent.unheard')).toMatchObject({ rows: 3 })
      expect(manifest.sequences).toEqual([{ name: 'consent.unheard_id_seq', last: '3' }])
      // Its migration is not among ours, so the restore names it, and does not lose it without a word.
      await expect(restoreBeside(await city.takeBoth(), 'test')).rejects.toThrow('consent.unheard')
    } finally {
      await city.owner.query('drop table consent.unheard')
    }
  })

  it('and every one that is left out is there', async () => {
    const tables = [...(await everyRow(city.tenant.databases.data.migrate)).keys()]
    for (const name of Object.keys(leftOut)) {
      const there = tables.some((table) => table === name || `${table.split('.')[0] ?? ''}.*` === name)
      expect([name, there], `→ src/backup/left-out.ts: ${name} is no table: take the line out`).toEqual([
        name,
        true,
      ])
    }
  })

  it('nor is a column with positions of the cursor', async () => {
    const columns = (await positionColumns(city.owner)).map(({ table, column }) => `${table}.${column}`)
    expect(columns).toEqual([
      'consent.grants.changed_xid',
      'consent.grants.first_granted_xid',
      'exchange.deliveries.high',
      'exchange.deliveries.low',
      'vault.days.appeared_xid',
      'vault.days.changed_xid',
      'vault.envelopes.added_xid',
    ])
  })
})

describe('Positions on the change cursor', () => {
  it('are written anew where the cluster has counted less far, in the same order, all in the past', async () => {
    const restored = await restoreBeside(await city.takeBoth(), 'test')
    const pool = openPool({ url: restored.databases.data.migrate, name: 'test', max: 1 })
    const orderOf = async () => {
      const { rows } = await pool.query<{ id: string }>(
        `select id from (
           select added_xid as at, envelope_id::text as id from vault.envelopes union all
           select changed_xid, 'day ' || resident_id || item || day from vault.days union all
           select appeared_xid, 'new ' || resident_id || item || day from vault.days union all
           select changed_xid, 'yes ' || resident_id || item from consent.grants union all
           select high, 'high ' || delivery_id from exchange.deliveries) as positions order by at, id`,
      )
      return rows.map(({ id }) => id)
    }
    const before = await orderOf()
    // As if the other cluster had counted further by 2^40.
    for (const { table, column } of await positionColumns(pool))
      await pool.query(
        `update ${table} set ${column} = (${column}::text::bigint + (1::bigint << 40))::text::xid8 where ${column} <> '0'`,
      )
    // And had written more than this one has ever counted.
    await pool.query(`create table vault.many as
      select ((1::bigint << 41) + i)::text::xid8 as at
        from generate_series(1, pg_current_xact_id()::text::bigint + 5000) as i`)
    await writePositionsAnew(restored.databases.data.migrate)
    expect(await orderOf()).toEqual(before)
    const { rows } = await pool.query<{ ahead: number; zero: number }>(
      `select count(*) filter (where at >= pg_current_xact_id())::int as ahead,
              count(*) filter (where at = '0')::int as zero
         from (select low as at from exchange.deliveries union all select high from exchange.deliveries
               union all select changed_xid from vault.days union all select added_xid from vault.envelopes union all select at from vault.many) as all_of_them`,
    )
    expect(rows[0]).toEqual({ ahead: 0, zero: 1 })
    await pool.end()
    await dropBeside(city.tenant.provision, 'test')
  })
})

describe('A backup while the city is at work', () => {
  it('is of one moment: its log verifies at its size', async () => {
    let over = false
    const living = (async () => {
      while (!over) {
        const residentId = await aResident(city.tenant)
        await agree(city.tenant, residentId, city.use)
        await stop(city.tenant, by(residentId), { useId: city.use.useId, items: null })
      }
    })()
    const logging = (async () => {
      while (!over) await logEverything(city.tenant).catch(() => undefined)
    })()
    await readAsCompany(city.tenant, city.use)
    const options = await city.takeBoth()
    over = true
    await Promise.all([living, logging])
    expect((await drill(options)).faults).toEqual([])
  })
})

describe('A city put in place of another', () => {
  it('keeps what was there under another name, and serves what was backed up', async () => {
    const options = await city.takeBoth()
    const then = await countOf(city.tenant.databases.data.migrate)
    await aResident(city.tenant)
    await city.endLeases()
    const restored = await restoreCity(options, { replace: true })
    expect(await countOf(city.tenant.databases.data.migrate)).toBe(then)
    const [aside = ''] = restored.aside
    expect(await countOf(withDatabase(city.tenant.databases.data.migrate, aside))).toBe(then + 1)
    expect(await city.databases()).toEqual([`azukari_${city.tenant.id}`, aside])
    // The company's cursor of before is none any more; from the start it reads again.
    await expect(openRead(city.tenant, city.use, { cursor: 'A'.repeat(80) })).resolves.toMatchObject({
      ok: false,
      because: 'cursor-not-valid',
    })
    // This test's own process was at work before: the restored city does not know it, and it holds no lease any more.
    await expect.poll(() => city.tenant.lease.held(city.tenant.lease.term()), { timeout: 8_000 }).toBe(false)
  })

  it('gives way to what it replaced, when that is wished; and what is put aside can be dropped', async () => {
    const { provision, databases } = city.tenant
    const now = () => countOf(databases.data.migrate)
    const then = await now()
    await city.endLeases()
    const [moment = '', ...more] = await replacedIn(provision)
    expect(more).toEqual([])
    await undoRestore(provision, moment, new Date())
    expect(await now()).toBe(then + 1)
    const [other = ''] = await replacedIn(provision)
    expect(other > moment).toBe(true)
    await expect(undoRestore(provision, moment, new Date())).rejects.toThrow('Nothing is kept')
    const inDays = (days: number) => ({ days: 14, now: new Date(Date.now() + days * dayMs) })
    expect(await dropOldReplaced(provision, inDays(13))).toEqual([])
    expect(await dropOldReplaced(provision, inDays(15))).toEqual([other])
    expect(await city.databases()).toEqual([`azukari_${city.tenant.id}`])
    expect(await now()).toBe(then + 1)
  })

  it('comes also after a restore that was killed while it loaded, or had let nobody in any more', async () => {
    const { provision, id } = city.tenant
    const options = await city.takeBoth()
    await createBeside(provision, 'restoring')
    await city.owner.query(
      `revoke connect on database azukari_${id} from azukari_${id}_migrate, azukari_${id}_personal`,
    )
    await city.endLeases()
    const { aside } = await restoreCity(options, { replace: true })
    expect(await city.databases()).toEqual([`azukari_${id}`, aside[0]])
    expect(await countOf(city.tenant.databases.data.migrate)).toBeGreaterThan(0)
  })
})

async function countOf(url: string): Promise<number> {
  return (await everyRow(url)).get('residents.residents')!.length
}
