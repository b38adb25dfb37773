-- The vault: sealed envelopes. What is in clear says what kind of data there is for which day, never a value.

create schema vault;

create table vault.imports (
  resident_id  uuid        not null,
  import_id    uuid        not null,
  state        text        not null check (state in ('reading', 'preview', 'live', 'undone', 'refused', 'discarded')),
  because      text,
  -- HMAC of the content under the resident's own key: the same file twice changes nothing.
  fingerprint  bytea,
  -- What the preview shows, sealed under the resident's values key.
  summary      bytea,
  bytes_read   bigint      not null default 0,
  bytes_total  bigint      not null,
  process_id   uuid,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  confirmed_at timestamptz,
  undone_at    timestamptz,
  primary key (resident_id, import_id),
  check ((state = 'refused') = (because is not null))
);
create index imports_waiting on vault.imports (expires_at) where state in ('reading', 'preview');
create unique index imports_same_file on vault.imports (resident_id, fingerprint) where state = 'live';

-- Between preview and confirmation the upload lies here, sealed, and expires.
create table vault.staged_envelopes (
  resident_id uuid    not null,
  envelope_id uuid    not null,
  import_id   uuid    not null,
  item        text    not null references catalog.items,
  source      text    not null,
  day         date    not null,
  count       integer not null check (count > 0),
  body        bytea   not null,
  primary key (resident_id, envelope_id),
  foreign key (resident_id, import_id) references vault.imports on delete cascade
);
create index staged_by_import on vault.staged_envelopes (resident_id, import_id);

-- Immutable, and each belongs to exactly one import. No grant to update.
create table vault.envelopes (
  resident_id uuid    not null,
  envelope_id uuid    not null,
  import_id   uuid    not null,
  item        text    not null references catalog.items,
  source      text    not null,
  day         date    not null,
  count       integer not null check (count > 0),
  body        bytea   not null,
  -- Later imports win over earlier ones of the same source: the order in which they were confirmed.
  added_xid   xid8    not null default pg_current_xact_id(),
  primary key (resident_id, envelope_id),
  foreign key (resident_id, import_id) references vault.imports
);
create index envelopes_by_day on vault.envelopes (resident_id, item, day);
create index envelopes_by_import on vault.envelopes (resident_id, import_id);

-- One row per day of one item: where it stands on the change cursors. `appeared_xid` is the transaction in which the
-- day first came to have data: who has read past it may hold a copy. A day without data stays as a tombstone.
create table vault.days (
  resident_id  uuid    not null,
  item         text    not null references catalog.items,
  day          date    not null,
  live         boolean not null,
  appeared_xid xid8    not null,
  changed_xid  xid8    not null,
  primary key (resident_id, item, day)
);

-- Most polls of a company find nothing new, and should not read every day to know it.
create index days_by_change on vault.days (resident_id, item, changed_xid);

create view vault.door_days as
  select resident_id, item, day, live, appeared_xid, changed_xid from vault.days;
create view vault.door_envelopes with (security_invoker = true) as
  select resident_id, envelope_id, item, source, day, count, body, added_xid from vault.envelopes;

-- The second lock: a session sees sealed bodies, staged or live, only of the resident it has named; the gate sees live ones.
alter table vault.staged_envelopes enable row level security;
create policy own_pages on vault.staged_envelopes
  using (resident_id = nullif(current_setting('azukari.resident_id', true), '')::uuid);
alter table vault.envelopes enable row level security;
create policy own_pages on vault.envelopes
  using (resident_id = nullif(current_setting('azukari.resident_id', true), '')::uuid);
create policy the_gate on vault.envelopes for select
  using (current_setting('azukari.reader', true) = 'exchange');

grant usage on schema vault to azukari_personal;
grant select, insert, update on vault.imports to azukari_personal;
grant select, insert, delete on vault.staged_envelopes to azukari_personal;
grant select, insert, delete on vault.envelopes to azukari_personal;
grant select, insert, update on vault.days to azukari_personal;
grant select on vault.door_days, vault.door_envelopes to azukari_personal;
