-- What was stopped stays stopped, through restores too; and erasure, which nothing brings back.

-- Each stop and erasure is also written into the stop journal, a file outside of this database, before it is confirmed.
-- Here stands which of them are known to this database, and what is still to be written into the file. A line of the
-- file that is missing here was lost by a restore and is done again; a line known here that is missing in the file
-- means that it is not the journal, and nothing is delivered.
create table platform.stop_journal (
  entry_id  uuid        not null primary key,
  entry     jsonb,
  queued_at timestamptz not null,
  check (entry is null or jsonb_typeof(entry) = 'object')
);
create index stop_journal_unwritten on platform.stop_journal (queued_at) where entry is not null;

-- Which journal belongs to this database: the number in the first line of the file.
create table platform.stop_journal_identity (
  only_row   boolean not null primary key default true check (only_row),
  journal_id uuid    not null
);

grant select, insert, update, delete on platform.stop_journal to azukari_personal;
grant select, insert, update on platform.stop_journal_identity to azukari_personal;

-- Without its journal a restored database does not know what was stopped since: every consent is frozen, by the city, and
-- its resident is asked again.
alter table consent.acts
  drop constraint acts_kind_check,
  add check (kind in ('agreed', 'refused', 'stopped', 'undone', 'frozen')),
  drop constraint acts_actor_check,
  add check (actor in ('resident', 'city')),
  drop constraint acts_channel_check,
  add check (channel in ('web', 'demo-seed', 'restore'));
alter table consent.events
  drop constraint events_kind_check,
  add check (kind in ('granted', 'refused', 'withdrawn', 'frozen'));
alter table consent.grants
  drop constraint grants_state_check,
  add check (state in ('granted', 'refused', 'withdrawn', 'frozen'));

-- Erasure is a leaf of the log: a record that can no longer be opened must be covered by one.
alter table proof.pending_leaves
  drop constraint pending_leaves_kind_check,
  add check (kind in ('consent-event', 'provision', 'erasure'));
alter table proof.leaves
  drop constraint leaves_kind_check,
  add check (kind in ('consent-event', 'provision', 'erasure'));

-- Leaves that came back from the leaf journal because an older database had lost them. What they are of may be lost for
-- good: verify-log counts these apart from records that somebody took away.
create table proof.restored_leaves (
  leaf_index  bigint      not null primary key references proof.leaves,
  restored_at timestamptz not null
);
grant select, insert on proof.restored_leaves to azukari_sequencer;
grant select on proof.restored_leaves to azukari_personal;

create schema erasure;

-- Which keys of a resident were destroyed, when, and until when the law keeps the records. The salt is random, because
-- no key of the resident is left to make one from.
create table erasure.erasures (
  resident_id   uuid        not null,
  erasure_id    uuid        not null,
  number        text        not null,
  keys          text[]      not null check (cardinality(keys) > 0),
  -- When the key of the records follows; null when it is among the keys destroyed.
  kept_until    timestamptz check ((kept_until is null) = ('records' = any (keys))),
  -- Who they are, sealed under the records key: the law wants to know of whom its records are.
  kept_identity bytea       check (kept_identity is null or kept_until is not null),
  salt          bytea       not null check (octet_length(salt) = 32),
  happened_at   timestamptz not null,
  primary key (resident_id, erasure_id)
);

-- The number a person keeps leads to their erasure through its hash alone.
create table erasure.number_directory (
  number_hash bytea not null primary key check (octet_length(number_hash) = 32),
  resident_id uuid  not null
);

grant usage on schema erasure to azukari_personal;
grant select, insert on erasure.erasures, erasure.number_directory to azukari_personal;

-- What erasure removes besides the keys.
grant delete on vault.imports, vault.days, residents.preferences to azukari_personal;

insert into platform.job_tasks (name) values ('finish-erasures');
