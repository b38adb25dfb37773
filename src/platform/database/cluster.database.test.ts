import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { againstCluster, type Placement } from '../../../test/support/cluster-rules.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from './index.ts'

/** A new table gets its place here; how to choose it is told in test/support/cluster-rules.ts. */
const placement: Placement = {
  resident: [
    'consent.acts',
    'consent.events',
    'consent.grants',
    'consent.noes',
    'consent.spent_papers',
    'copies.copies',
    'copies.under_way',
    'counter.card_requests',
    'counter.identity_checks',
    'counter.look_ups',
    'counter.requests',
    'erasure.erasures',
    'exchange.closings',
    'exchange.provisions',
    'exchange.pseudonyms',
    'exchange.refusals',
    'exchange.sendings',
    'identity.app_writes',
    'identity.cards',
    'identity.former_mailboxes',
    'identity.known_ways',
    'identity.passkey_names',
    'joining.members',
    'letters.printed',
    'notices.letters',
    'notices.mails',
    'notices.notices',
    'notices.wishes',
    'proof.pending_leaves',
    'residents.life_events',
    'residents.preferences',
    'residents.residents',
    'residents.terms_answers',
    'shares.openings',
    'shares.shares',
    'shares.withheld',
    'vault.days',
    'vault.envelopes',
    'vault.imports',
    'vault.staged_envelopes',
  ],
  directory: {
    'consent.receipt_directory': 'receipt_hash',
    'counter.attendances': 'session_hash',
    'erasure.number_directory': 'number_hash',
    'exchange.pseudonym_directory': 'pseudonym_hash',
    'identity.app_links': 'link_hash',
    'identity.card_directory': 'number_hash',
    'identity.email_codes': 'browser_hash',
    'identity.ended_cards': 'number_hash',
    'identity.mail_addresses': 'address_hash',
    'identity.partner_codes': 'code_hash',
    'identity.partner_links': 'link_hash',
    'identity.passkeys': 'credential_hash',
    'identity.outside_subjects': 'subject_hash',
    'identity.sessions': 'session_hash',
    'identity.share_codes': 'code_hash',
    'residents.search_directory': 'term',
  },
  reference: [
    'catalog.items',
    'identity.clients',
    'residents.terms_versions',
    'review.use_items',
    'review.use_versions',
    'review.uses',
    'vendors.vendors',
  ],
  city: [
    'counter.searches',
    'joining.briefings',
    'joining.codes',
    'joining.cohort_acts',
    'joining.cohorts',
    'joining.half_done',
    'joining.wrong_codes',
    'exchange.deliveries',
    'exchange.quota_spent',
    'exchange.refusal_counts',
    'identity.app_acts',
    'identity.client_keys',
    'identity.ends',
    'identity.company_acts',
    'identity.company_invitations',
    'identity.company_persons',
    'identity.company_sessions',
    'identity.oidc_documents',
    'identity.partner_counts',
    'identity.program_acts',
    'identity.staff',
    'identity.staff_acts',
    'identity.staff_invitations',
    'identity.staff_sessions',
    'letters.acts',
    'letters.prints',
    'notices.terms_told',
    'platform.confirmed_alone',
    'platform.demo_clock',
    'platform.job_tasks',
    'platform.migrations',
    'platform.moved_away',
    'platform.processes',
    'platform.stop_journal',
    'platform.stop_journal_identity',
    'programs.writes',
    'residents.bulk_lines',
    'residents.bulk_loads',
    'proof.checkpoints',
    'proof.cosignatures',
    'proof.leaves',
    'proof.log_keys',
    'proof.restored_leaves',
    'proof.sequencer',
    'proof.subtrees',
    'vendors.decisions',
    'vendors.quotas',
    'vendors.registrations',
    'sandbox.deliveries',
    'sandbox.people',
  ],
  singleNodeOnly: {
    'exchange.provisions -> exchange.deliveries': 'the gate writes both in one transaction',
  },
}

let tenant: TestTenant
let owner: Pool
beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})

describe('On a cluster, where each resident lives on one node', () => {
  test('every table has its place, and asks for nothing that a cluster cannot give', async () => {
    expect(
      await againstCluster(owner, placement),
      '→ give it resident_id first in its keys, or its place in the placement above with the reason',
    ).toEqual([])
  })

  const planted = [
    // what somebody adds                         what is said
    ['create table vault.notes (resident_id uuid not null primary key)', 'vault.notes has no place'],
    ['drop table residents.preferences', 'residents.preferences has a place and is not there'],
    [
      'alter table vault.imports add constraint planted unique (import_id, resident_id)',
      'vault.imports: the key vault.planted does not begin with resident_id',
    ],
    [
      'create unique index planted on vault.imports ((import_id::text), resident_id)',
      'vault.imports: the key vault.planted does not begin with resident_id',
    ],
    [
      'create unique index planted on identity.sessions (resident_id, session_hash)',
      'identity.sessions: the key identity.planted does not begin with session_hash',
    ],
    [
      'alter table proof.pending_leaves alter resident_id type text',
      'proof.pending_leaves.resident_id is not uuid not null',
    ],
    [
      'alter table residents.preferences rename resident_id to person_id',
      'residents.preferences lacks the column it is spread by',
    ],
    [
      'alter table exchange.refusal_counts add resident_id uuid',
      'exchange.refusal_counts is about residents and not spread over the nodes',
    ],
    [
      'alter table vault.days add envelope_id uuid; create unique index on vault.envelopes (envelope_id); ' +
        'alter table vault.days add foreign key (envelope_id) references vault.envelopes (envelope_id)',
      'vault.days -> vault.envelopes crosses nodes',
    ],
    [
      'alter table vendors.vendors add foreign key (vendor_id) references residents.residents',
      'vendors.vendors -> residents.residents crosses nodes',
    ],
    [
      'alter table consent.receipt_directory add foreign key (resident_id, act_id) references consent.acts',
      'consent.receipt_directory -> consent.acts crosses nodes',
    ],
    [
      'alter table exchange.provisions drop constraint provisions_delivery_id_fkey',
      'exchange.provisions -> exchange.deliveries is excused and need not be',
    ],
    [
      'alter table vault.days add foreign key (resident_id) references residents.residents on delete set null',
      'vault.days -> residents.residents would rewrite the column rows are spread by',
    ],
    [
      'create function vault.planted() returns trigger language plpgsql as $$ begin return new; end $$; ' +
        'create trigger planted before insert on vault.days for each row execute function vault.planted()',
      'vault.days: the trigger planted',
    ],
    [
      'alter table vault.days add number bigint generated always as identity',
      'vault.days_number_seq: a sequence',
    ],
    [
      'alter table vault.imports add constraint planted exclude (resident_id with =, import_id with =)',
      'vault.imports: the exclusion planted',
    ],
    [
      `create policy planted on vault.days using (day > date '2026-01-01')`,
      'vault.days: the policy planted is not an equality',
    ],
    [
      'create policy planted on vault.days for insert with check (true)',
      'vault.days: the policy planted is not an equality',
    ],
    [
      'create policy planted on vault.days using (resident_id = (select resident_id from consent.acts limit 1))',
      'vault.days: the policy planted is not an equality',
    ],
    [
      `create policy planted on vault.days using (item = 'a' or item = 'b')`,
      'vault.days: the policy planted is not an equality',
    ],
  ] as const

  test.each(planted)('%s', async (added, said) => {
    const client = await owner.connect()
    try {
      await client.query('begin')
      await client.query(added)
      expect(await againstCluster(client, placement)).toContain(said)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
