-- Cohorts, the codes by which they are invited, their briefings, and joining by oneself.

create schema joining;

-- Who is asked to join together: a name, so many places, and between which days.
create table joining.cohorts (
  cohort_id uuid        not null primary key,
  name      text        not null check (char_length(name) between 1 and 60),
  places    integer     not null check (places between 1 and 100000),
  from_day  date        not null,
  until_day date        not null check (until_day >= from_day),
  -- Members who have erased everything: nothing of them is left but that there was one.
  erased    integer     not null default 0 check (erased >= 0),
  made_by   uuid        not null,
  made_at   timestamptz not null
);

-- A briefing (説明会). Of who came and did not join, their number is all there is.
create table joining.briefings (
  briefing_id uuid        not null primary key,
  cohort_id   uuid        not null,
  held_on     date        not null,
  place       text        not null check (char_length(place) between 1 and 60),
  places      integer     not null check (places between 1 and 100000),
  came        integer     check (came between 0 and 100000),
  made_by     uuid        not null,
  made_at     timestamptz not null
);
create index briefings_by_day on joining.briefings (held_on);
create index briefings_by_cohort on joining.briefings (cohort_id);

-- A code is found by its HMAC under a secret of the key store, and told once, on the sheet that is printed.
create table joining.codes (
  code_hash  bytea       not null primary key check (octet_length(code_hash) = 32),
  sheet_id   uuid        not null,
  cohort_id  uuid        not null,
  good_for   integer     not null check (good_for between 1 and 1000),
  used       integer     not null default 0 check (used between 0 and good_for),
  until_day  date        not null,
  revoked_at timestamptz,
  revoked_by uuid,
  made_by    uuid        not null,
  made_at    timestamptz not null,
  check ((revoked_at is null) = (revoked_by is null))
);
create index codes_by_cohort on joining.codes (cohort_id);

-- How often a code was shown that is none, minute by minute.
create table joining.wrong_codes (
  minute timestamptz not null primary key,
  shown  integer     not null check (shown > 0)
);

-- Who has shown a code and has not joined yet: found by what their browser has in a cookie, sealed under it, gone after an
-- hour. When they have joined, that it is done stays until then, so that a lost answer makes nobody twice.
create table joining.half_done (
  browser_hash  bytea       not null primary key check (octet_length(browser_hash) = 32),
  code_hash     bytea       not null check (octet_length(code_hash) = 32),
  terms_version integer     check (terms_version >= 1),
  sealed        bytea       check (octet_length(sealed) <= 4000),
  done          boolean     not null default false,
  expires_at    timestamptz not null,
  check (not done or sealed is null)
);
create index half_done_by_code on joining.half_done (code_hash);

-- Who joined with which cohort, and where: at which briefing, or by themselves.
create table joining.members (
  resident_id uuid        not null primary key,
  cohort_id   uuid        not null,
  briefing_id uuid,
  joined_at   timestamptz not null,
  left_at     timestamptz
);
create index members_by_cohort on joining.members (cohort_id);

grant usage on schema joining to azukari_personal;
grant select, insert on joining.cohorts, joining.briefings, joining.codes to azukari_personal;
grant update (erased) on joining.cohorts to azukari_personal;
grant update (came) on joining.briefings to azukari_personal;
grant update (used, revoked_at, revoked_by) on joining.codes to azukari_personal;
grant select, insert, delete on joining.wrong_codes, joining.half_done, joining.members to azukari_personal;
grant update (shown) on joining.wrong_codes to azukari_personal;
grant update (terms_version, sealed, done) on joining.half_done to azukari_personal;
grant update (left_at) on joining.members to azukari_personal;

-- Two things more that residents are told.
alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed',
   'new-recipient', 'terms-changed', 'new-way-in', 'left', 'came-back', 'reported-in-error', 'erasure-near',
   'data-taken-out', 'passkey-added', 'passkey-ended', 'app-let-in', 'app-ended',
   'cohort-left', 'alike-joined')) not valid;
