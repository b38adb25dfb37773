import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aResident, agree, aUse, aVendor, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { forgetLeafJournal, logEverything } from '../../test/support/whole-log.ts'
import { openPool, withDatabase, type Pool } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { checkLog, isWhole, type Audit } from './index.ts'

let tenant: TestTenant
let owner: Pool
/** Somebody with every right on the database, who can also keep it from minding. */
let attacker: Pool
let people: ResidentId[]
/** As somebody keeps it who once fetched it: of the log when it was shorter. */
let kept: string

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  const everything = withDatabase(inject('postgresUrl'), `azukari_${tenant.id}`)
  attacker = openPool({ url: everything, name: 'test-attacker', max: 1 })
  const use = await aUse(tenant, await aVendor(tenant))
  people = []
  for (let count = 0; count < 4; count += 1) {
    const residentId = await aResident(tenant)
    await deposit(tenant, residentId, stepsFile({ '2026-11-01': 1_000 + count }))
    await agree(tenant, residentId, use)
    people.push(residentId)
  }
  await logEverything(tenant)
  kept = await newestNote()
  await readAsCompany(tenant, use)
  await logEverything(tenant)
})
afterAll(async () => {
  await owner.end()
  await attacker.end()
  await tenant.close()
})

async function newestNote(): Promise<string> {
  const { rows } = await owner.query<{ note: string }>(
    'select note from proof.checkpoints order by size desc limit 1',
  )
  return rows[0]!.note
}

const audit = (outside: readonly string[] = []): Promise<Audit> => checkLog(tenant, outside)
const becauseOf = ({ faults }: Audit) => [...new Set(faults.map(({ because }) => because))].sort()

/** What an attacker with every right on the database does, and, after the look at it, undoes. */
async function spoilt<T>(sql: string, look: () => Promise<T>): Promise<T> {
  const tables = [
    'proof.leaves',
    'proof.subtrees',
    'proof.checkpoints',
    'proof.log_keys',
    'proof.pending_leaves',
    'consent.events',
    'consent.acts',
    'exchange.provisions',
  ]
  const client = await attacker.connect()
  try {
    for (const table of tables)
      await client.query(`create temp table kept_${table.replace('.', '_')} as table ${table}`)
    await client.query(`set session_replication_role = replica; ${sql}`)
    return await look()
  } finally {
    for (const table of tables) await restore(client, table)
    client.release()
  }
}

async function restore(
  client: { query: (sql: string) => Promise<{ rows: { names: string }[] }> },
  table: string,
) {
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  )
  const names = rows[0]!.names
  const copy = `kept_${table.replace('.', '_')}`
  await client.query(
    `delete from ${table}; insert into ${table} (${names}) select ${names} from ${copy}; drop table ${copy}`,
  )
}

describe('A log that nobody has touched', () => {
  it('is whole, against itself, against its records, and against what was kept elsewhere', async () => {
    const found = await audit([kept, await newestNote()])
    expect(found.faults).toEqual([])
    expect(isWhole(found)).toBe(true)
    expect(found).toMatchObject({ withoutRecord: 0, overdue: 0 })
    expect(found.leaves).toBe(found.records)
    const { rows } = await owner.query<{ events: number; provisions: number }>(
      `select (select count(*)::int from consent.events) as events, (select count(*)::int from exchange.provisions) as provisions`,
    )
    expect(found.records).toBe(rows[0]!.events + rows[0]!.provisions)
    expect(rows[0]!.provisions).toBe(people.length)
  })

  it('tells how far it has come', async () => {
    const told: string[] = []
    await checkLog(tenant, [], (what) => told.push(what))
    expect(new Set(told)).toEqual(new Set(['leaves', 'records']))
  })
})

/** One bit of one value. */
const bit = (column: string) => `set ${column} = set_bit(${column}, 77, 1 - get_bit(${column}, 77))`

describe('What was changed by somebody with every right on the database', () => {
  const table: readonly [string, string, readonly string[]][] = [
    [
      'a leaf',
      `update proof.leaves ${bit('commitment')} where leaf_index = 2`,
      ['record-changed', 'root-changed', 'subtree-changed'],
    ],
    ['a subtree', `update proof.subtrees ${bit('hash')} where level = 2`, ['subtree-changed']],
    ['a subtree taken away', `delete from proof.subtrees where level = 1 and index = 0`, ['subtree-changed']],
    [
      'a leaf taken away',
      `delete from proof.leaves where leaf_index = 1`,
      ['leaf-missing', 'not-in-the-log'],
    ],
    [
      'a checkpoint',
      `update proof.checkpoints set note = replace(note, E'\\n\\n', E'0\\n\\n')`,
      ['checkpoint-wrong'],
    ],
    [
      'a checkpoint of another size',
      `update proof.checkpoints set size = size - 1`,
      ['checkpoint-missing', 'checkpoint-wrong'],
    ],
    [
      'the commitment beside a provision',
      `update exchange.provisions ${bit('commitment')}`,
      ['commitment-changed'],
    ],
    [
      'how many days left',
      `update exchange.provisions set items = replace(items::text, '"days": 1', '"days": 0')::jsonb`,
      ['record-changed'],
    ],
    ['the reason of a provision', `update exchange.provisions set reason_code = 'other'`, ['record-changed']],
    [
      'when it left',
      `update exchange.provisions set opened_at = opened_at - interval '1 day'`,
      ['record-changed'],
    ],
    ['a yes into a no', `update consent.events set kind = 'refused', until = null`, ['record-changed']],
    [
      'how long a yes lasts',
      `update consent.events set until = until + interval '1 year'`,
      ['record-changed'],
    ],
    ['whose it is', `update consent.acts set receipt_number = receipt_number || 'X'`, ['record-changed']],
    [
      'a provision taken away',
      `delete from exchange.provisions where resident_id = (select min(resident_id::text)::uuid from exchange.provisions)`,
      [],
    ],
    [
      'a provision put in',
      `insert into exchange.provisions select resident_id, gen_random_uuid(), gen_random_uuid(), vendor_id, use_id, use_version, pseudonym, items, record_count, reason_code, own_words, commitment, opened_at from exchange.provisions limit 1`,
      ['not-in-the-log'],
    ],
    ['every checkpoint taken away', 'delete from proof.checkpoints', ['checkpoint-missing']],
    [
      'the end of the log, but not what was signed of it',
      `delete from exchange.provisions; delete from proof.leaves where kind = 'provision'`,
      ['log-shorter'],
    ],
    [
      'a key put in by somebody without the key store',
      `insert into proof.log_keys select 2, origin, sha256('theirs'), 'vouched', since from proof.log_keys`,
      ['key-wrong'],
    ],
    ['of what kind a leaf is', `update proof.leaves set kind = 'consent-event'`, ['commitment-changed']],
    ['how many records left', 'update exchange.provisions set record_count = 9', ['record-changed']],
    [
      'when an act happened',
      `update consent.acts set happened_at = happened_at - interval '1 day'`,
      ['record-changed'],
    ],
  ]

  it.each(table)('is found and named: %s', async (_, sql, because) => {
    const found = await spoilt(sql, () => audit())
    expect(becauseOf(found)).toEqual([...because].sort())
    expect(isWhole(found)).toBe(false)
    expect(isWhole(await audit())).toBe(true)
  })

  it('is a record without its leaf, when both its leaf and its place in the queue are gone', async () => {
    const found = await spoilt(
      'delete from proof.leaves; delete from proof.subtrees; delete from proof.checkpoints',
      () => audit(),
    )
    expect(becauseOf(found)).toEqual(['not-in-the-log'])
    expect(found.leaves).toBe(0)
  })

  it('is found by a checkpoint kept elsewhere alone, when the whole log was made anew', async () => {
    const sql = `delete from proof.subtrees; delete from proof.checkpoints;
      insert into proof.pending_leaves (resident_id, leaf_id, kind, commitment, queued_at)
        select gen_random_uuid(), leaf_id, kind, commitment, now() from proof.leaves order by leaf_index desc;
      delete from proof.leaves`
    const [without, withKept] = await spoilt(sql, async () => {
      await forgetLeafJournal(tenant)
      await logEverything(tenant)
      return [await audit(), await audit([kept])] as const
    })
    await forgetLeafJournal(tenant)
    expect(isWhole(without)).toBe(true)
    expect(becauseOf(withKept)).toEqual(['root-changed'])
  })

  it('is a log that went back to an older state', async () => {
    const newest = await newestNote()
    const sql = `delete from exchange.provisions;
      delete from proof.leaves where kind = 'provision';
      delete from proof.checkpoints where size > (select count(*) from proof.leaves);
      delete from proof.subtrees where (index + 1) * (1 << level) > (select count(*) from proof.leaves)`
    const [without, withNewest] = await spoilt(
      sql,
      async () => [await audit(), await audit([newest])] as const,
    )
    expect(isWhole(without)).toBe(true)
    expect(becauseOf(withNewest)).toEqual(['log-shorter'])
  })
})

describe('A record that cannot be opened', () => {
  it('is a fault, for nothing says yet that its keys were destroyed by anybody’s word', async () => {
    const residentId = await aResident(tenant)
    await agree(tenant, residentId, await aUse(tenant, await aVendor(tenant)))
    await logEverything(tenant)
    await tenant.keys.destroy(residentId, ['records'])
    expect(becauseOf(await audit())).toEqual(['cannot-be-opened'])
  })
})

describe('A promise', () => {
  it('that was not kept is counted and named', async () => {
    const leafId = randomUUID()
    await owner.query(
      `insert into proof.pending_leaves (resident_id, leaf_id, kind, commitment, queued_at)
       values ($1, $1, 'provision', sha256(''), $2)`,
      [leafId, tenant.clock.now()],
    )
    expect(await audit()).toMatchObject({ overdue: 0, overdueLeaves: [] })
    tenant.clock.advance(24 * 60 * 60 * 1000 + 1)
    expect(await audit()).toMatchObject({ overdue: 1, overdueLeaves: [{ kind: 'provision', leafId }] })
    expect(isWhole(await audit())).toBe(false)
  })

  it('of an outside checkpoint that is none is named, too', async () => {
    expect(becauseOf(await audit(['nothing']))).toContain('checkpoint-wrong')
  })
})
