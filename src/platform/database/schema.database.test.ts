import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ours } from '../../../test/support/cluster-rules.ts'
import { testedMajor } from '../../../test/support/debian-postgres.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from './index.ts'

/** Written once, read ever after: no service may change or remove a row. */
const ledgers = [
  'consent.acts',
  'consent.events',
  'consent.receipt_directory',
  'consent.spent_papers',
  'copies.copies',
  'counter.identity_checks',
  'counter.look_ups',
  'counter.searches',
  'erasure.erasures',
  'erasure.number_directory',
  'exchange.closings',
  'exchange.deliveries',
  'exchange.provisions',
  'exchange.pseudonym_directory',
  'exchange.pseudonyms',
  'exchange.refusals',
  'exchange.sendings',
  'identity.app_acts',
  'identity.card_directory',
  'identity.company_acts',
  'identity.ended_cards',
  'identity.ends',
  'identity.program_acts',
  'identity.staff_acts',
  'joining.cohort_acts',
  'letters.acts',
  'letters.printed',
  'letters.prints',
  'programs.writes',
  'proof.cosignatures',
  'proof.pending_leaves',
  'residents.life_events',
  'residents.terms_answers',
  'residents.terms_versions',
  'review.use_items',
  'shares.openings',
  'shares.shares',
  'shares.withheld',
  'vendors.decisions',
  'vendors.quotas',
  'vendors.registrations',
]

/** Ledgers of the log: the login `sequencer` alone adds to them. */
const ledgersOfTheLog = [
  'proof.checkpoints',
  'proof.leaves',
  'proof.log_keys',
  'proof.restored_leaves',
  'proof.subtrees',
]

/** What may change, and why that is no ledger. */
const changing: Record<string, string> = {
  'catalog.items': 'filled by the migrating login; services read it',
  'consent.grants': 'the present state; its history is consent.events',
  'consent.noes': 'the newest alone',
  'copies.under_way': 'which copy is being written at present',
  'counter.attendances': 'whom a session attends to at present',
  'counter.card_requests': 'waits for the second person, and for its resident',
  'counter.requests': 'waits for the second person; what came of it is in residents.life_events',
  'exchange.quota_spent': 'a count of the present minute and day',
  'exchange.refusal_counts': 'a count per day',
  'identity.app_links': 'a resident may end an app',
  'identity.partner_codes': 'good once',
  'identity.partner_links': 'a resident may end one',
  'identity.partner_counts': 'a count of the present minute and day',
  'identity.app_writes': 'gets its answer, and is forgotten after a day',
  'identity.cards': 'tries are counted, and a card is replaced',
  'identity.client_keys':
    'the day of last use goes on, and a key is retired; the history is identity.company_acts',
  'identity.clients': 'a company may end a program',
  'identity.company_invitations': 'one that was used is gone',
  'identity.company_persons': 'standings change; their history is identity.company_acts',
  'identity.company_sessions': 'a session ends',
  'identity.email_codes': 'tries are counted, and a code is good once',
  'identity.former_mailboxes': 'waits until it was told',
  'identity.known_ways': 'an erasure removes',
  'identity.mail_addresses': 'a resident may take another mailbox',
  'identity.oidc_documents': 'what the OpenID provider remembers for minutes',
  'identity.passkeys': 'a counter goes on, and a lost passkey is removed',
  'identity.passkey_names': 'goes with the passkey',
  'identity.outside_subjects': 'a resident may unlink',
  'identity.sessions': 'a session ends',
  'identity.share_codes': 'a share ends',
  'identity.staff': 'roles and standings change; their history is identity.staff_acts',
  'identity.staff_invitations': 'one that was used is gone',
  'identity.staff_sessions': 'a session ends',
  'joining.briefings':
    'how many came is said afterwards; the history of its day and place is joining.cohort_acts',
  'joining.codes': 'uses are counted, and a code is revoked',
  'joining.cohorts': 'the present state; its history is joining.cohort_acts',
  'joining.half_done': 'goes on step by step, for an hour',
  'joining.members': 'a resident may leave their cohort, and erasure removes',
  'joining.wrong_codes': 'a count per minute',
  'notices.letters': 'waits until it is printed',
  'notices.mails': 'waits until it has left',
  'notices.terms_told': 'how far everybody has been told at present',
  'notices.wishes': 'how a resident wants to be told at present',
  'notices.notices': 'read, counted up, and removed by an erasure',
  'platform.confirmed_alone': 'a count, for the looks at the second machine',
  'platform.demo_clock': 'the demo only',
  'platform.job_tasks': 'written by the migrating login; the queue knows them',
  'platform.migrations': 'written by the migrating login alone',
  'platform.moved_away': 'a move that is called off',
  'platform.processes': 'leases',
  'platform.stop_journal': 'an entry waits until it is in the file',
  'platform.stop_journal_identity': 'another, when the journal is begun anew',
  'proof.sequencer': 'who appends at present',
  'residents.bulk_lines': 'go as their resident comes',
  'residents.bulk_loads': 'how far a file of residents is',
  'sandbox.deliveries': 'remembered for ten minutes',
  'sandbox.people': 'people who do not exist, as a company has made them last',
  'residents.preferences': 'how a resident wants the pages',
  'residents.residents': 'standing changes, and its history is residents.life_events; names will change',
  'residents.search_directory': 'follows the name, and erasure removes',
  'review.use_versions': 'its standing alone may change',
  'review.uses': 'points at the current version',
  'vault.days': 'where a day stands on the change cursors',
  'vault.envelopes': 'never changed; removed with its import',
  'vault.imports': 'goes from reading to preview to live',
  'vault.staged_envelopes': 'between preview and confirmation',
  'vendors.vendors': 'standing and contract of a company change',
}

let tenant: TestTenant
let owner: Pool
let service: Pool

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  service = tenant.database
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})

describe('The PostgreSQL of the tests', () => {
  test(`is version ${testedMajor}`, async () => {
    const { rows } = await owner.query<{ version: string }>(
      `select current_setting('server_version_num') as version`,
    )
    expect(Math.floor(Number(rows[0]?.version) / 10_000)).toBe(testedMajor)
  })
})

async function allTables(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select namespace.nspname || '.' || relname as name
       from pg_class join pg_namespace namespace on namespace.oid = relnamespace
      where relkind in ('r', 'p') and not relispartition and ${ours} order by 1`,
  )
  return rows.map(({ name }) => name)
}

describe('Every table', () => {
  test('is a ledger or said to be none', async () => {
    const said = [...ledgers, ...ledgersOfTheLog, ...Object.keys(changing)]
    const tables = await allTables()
    expect(
      tables.filter((table) => !said.includes(table)),
      '→ add each to ledgers above, or to changing with the reason why it is none',
    ).toEqual([])
    expect(
      said.filter((table) => !tables.includes(table)),
      '→ these are no tables any more: take them out above',
    ).toEqual([])
  })

  test('has a primary key', async () => {
    const { rows } = await owner.query(
      `select namespace.nspname || '.' || relname as name
         from pg_class join pg_namespace namespace on namespace.oid = relnamespace
        where relkind = 'r' and ${ours}
          and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')`,
    )
    expect(rows, '→ db/migrations: give each of these a primary key').toEqual([])
  })

  test('belongs to the migrating login; nothing is granted to everybody', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class join pg_namespace namespace on namespace.oid = relnamespace
        where ${ours} and (pg_get_userbyid(relowner) <> current_user
           or exists (select from aclexplode(relacl) as granted where granted.grantee = 0))`,
    )
    expect(rows, '→ db/migrations: grant to a service by name, never to public').toEqual([])
  })
})

describe('A ledger', () => {
  test.each(ledgers)('%s takes rows and never gives one back', async (table) => {
    const { rows } = await service.query<Record<string, boolean>>(
      `select has_table_privilege($1, 'insert') as insert, has_table_privilege($1, 'select') as select,
              has_any_column_privilege($1, 'update') as update, has_table_privilege($1, 'delete') as delete,
              has_table_privilege($1, 'truncate') as truncate, has_table_privilege($1, 'trigger') as trigger`,
      [table],
    )
    expect(rows, '→ db/migrations: grant select and insert, and nothing else, to the service').toEqual([
      { insert: true, select: true, update: false, delete: false, truncate: false, trigger: false },
    ])
    const { rows: columns } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0`,
      [table],
    )
    for (const { name } of columns)
      await expect(service.query(`update ${table} set ${name} = ${name}`)).rejects.toMatchObject({
        code: '42501',
      })
    for (const sql of [
      `delete from ${table}`,
      `truncate ${table}`,
      `drop table ${table}`,
      `alter table ${table} disable trigger all`,
    ])
      await expect(service.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  })

  const services = ['azukari_personal', 'azukari_jobs', 'azukari_sequencer']
  const rights = ['insert', 'update', 'delete', 'truncate', 'trigger', 'references']

  test.each([...ledgers, ...ledgersOfTheLog])('%s can be changed by no service', async (table) => {
    const { rows } = await owner.query<{ may: string }>(
      `select service || ' ' || lower(privilege) as may
         from unnest($2::text[]) as service, unnest($3::text[]) as privilege
        where has_table_privilege(service, $1, privilege)
           or privilege = 'update' and has_any_column_privilege(service, $1, 'update')`,
      [table, services, rights],
    )
    const writer = ledgers.includes(table) ? 'azukari_personal' : 'azukari_sequencer'
    // What waits for the log is taken out of its queue by who puts it into the log.
    const takes = table === 'proof.pending_leaves' ? ['azukari_sequencer delete'] : []
    expect(rows.map(({ may }) => may).sort()).toEqual([`${writer} insert`, ...takes].sort())
  })

  test('an envelope is never changed, and the terms of a use neither', async () => {
    await expect(service.query('update vault.envelopes set count = count')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(service.query('update review.use_versions set terms = terms')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(service.query('delete from review.use_versions')).rejects.toMatchObject({ code: '42501' })
  })

  test('holds every check against what was there before it, too', async () => {
    const open = await owner.query('select conname from pg_constraint where not convalidated')
    expect(open.rows).toEqual([])
  })
})
