-- The counter: a resident is found by what they say of themselves, never in a list, and every look at one is kept.

-- Keyed hashes of kana and date of birth. The key is a secret of the key store: a copy of this database finds nobody.
create table residents.search_directory (
  term        bytea not null check (length(term) = 32),
  resident_id uuid  not null,
  primary key (term, resident_id)
);
create index search_directory_by_resident on residents.search_directory (resident_id);

create schema counter;

-- Who somebody is was checked, and what with. The number of the document is kept nowhere.
create table counter.identity_checks (
  resident_id uuid        not null,
  check_id    uuid        not null,
  document    text        not null check (document in
                ('my-number-card', 'driving-licence', 'residence-card', 'passport', 'two-without-photo')),
  staff_id    uuid        not null,
  checked_at  timestamptz not null,
  primary key (resident_id, check_id)
);

-- What the resident reads of it in their own record.
create table counter.look_ups (
  resident_id uuid        not null,
  look_up_id  uuid        not null,
  staff_id    uuid        not null,
  reason      text        not null check (reason in ('question', 'join', 'card', 'identity', 'stop')),
  did         text        not null check (did in
                ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
                 'card-looked-at', 'stopped')),
  looked_at   timestamptz not null,
  primary key (resident_id, look_up_id)
);
create index look_ups_by_time on counter.look_ups (resident_id, looked_at);

-- Each search, also one that found nobody: somebody who tries names shows here.
create table counter.searches (
  search_id   uuid        not null primary key,
  staff_id    uuid        not null,
  reason      text        not null,
  found       integer     not null check (found >= 0),
  searched_at timestamptz not null
);
create index searches_by_staff on counter.searches (staff_id, searched_at);

-- Whom a member of staff has found and whom they attend to: the only way to somebody's sheet. By the real clock.
create table counter.attendances (
  session_hash bytea       not null check (length(session_hash) = 32),
  place        smallint    not null check (place between 1 and 5),
  resident_id  uuid        not null,
  reason       text        not null,
  attended     boolean     not null,
  seen_at      timestamptz not null,
  primary key (session_hash, place)
);
create unique index one_attended on counter.attendances (session_hash) where attended;

-- A card for somebody who is known already: whoever asks for it needs a second person who has seen them, too.
create table counter.card_requests (
  resident_id  uuid        not null,
  request_id   uuid        not null,
  document     text        not null,
  asked_by     uuid        not null,
  asked_at     timestamptz not null,
  confirmed_by uuid,
  handed_at    timestamptz,
  primary key (resident_id, request_id),
  check (confirmed_by <> asked_by),
  check (handed_at is null or confirmed_by is not null)
);

-- Those who joined before this version, or by a service of the version before, are to be found, too.
insert into platform.job_tasks (name) values ('write-search-terms');

grant select, insert, delete on residents.search_directory to azukari_personal;
grant usage on schema counter to azukari_personal;
grant select, insert on counter.look_ups, counter.searches, counter.identity_checks to azukari_personal;
grant select, insert, update, delete on counter.attendances to azukari_personal;
grant select, insert, delete on counter.card_requests to azukari_personal;
grant update (confirmed_by, handed_at) on counter.card_requests to azukari_personal;
