-- Residents taken in from a file. Lines wait sealed, and go as their resident comes; of those that are left out the number
-- and the reason stay, until the report is forgotten. No line says which resident was made of it.
create table residents.bulk_loads (
  load_id     uuid        not null primary key,
  program_id  text        not null,
  key_hash    bytea       not null check (octet_length(key_hash) = 32),
  dry_run     boolean     not null,
  bytes       integer     not null check (bytes >= 0),
  lines       integer     not null default 0 check (lines >= 0),
  accepted    integer     not null default 0 check (accepted >= 0),
  refused     integer     not null default 0 check (refused >= 0),
  received_at timestamptz not null,
  begun_at    timestamptz,
  last_at     timestamptz,
  ended_at    timestamptz,
  unique (program_id, key_hash),
  check (accepted + refused <= lines)
);

create table residents.bulk_lines (
  load_id uuid    not null,
  line    integer not null check (line >= 1),
  sealed    bytea,
  because text    check (because ~ '^[a-z-]{3,40}$'),
  primary key (load_id, line),
  check ((sealed is null) <> (because is null))
);

insert into platform.job_tasks (name) values ('work-bulk-load');

grant select, insert, delete on residents.bulk_loads, residents.bulk_lines to azukari_personal;
grant update (lines, accepted, refused, begun_at, last_at, ended_at) on residents.bulk_loads to azukari_personal;
grant update (sealed, because) on residents.bulk_lines to azukari_personal;
