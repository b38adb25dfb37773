-- Temporary shares: a resident lets whoever has a code read items of theirs, of some days, once or for a while.

-- By what a share is opened, before it is known whose it is: a directory table. A share is open as long as its row is here. What
-- was used once stays until it is over, so that whoever reads at this moment is held against it still.
create table identity.share_codes (
  code_hash   bytea       not null primary key check (octet_length(code_hash) = 32),
  resident_id uuid        not null,
  share_id    uuid        not null,
  once        boolean     not null,
  made_at     timestamptz not null,
  until       timestamptz not null check (until > made_at and until <= made_at + interval '168 hours'),
  used_by     uuid,
  check (used_by is null or once)
);
create index share_codes_by_resident on identity.share_codes (resident_id, share_id);
create index share_codes_by_end on identity.share_codes (until);

create view identity.door_share_codes as
  select resident_id, share_id, until, used_by from identity.share_codes;

grant select, insert, delete on identity.share_codes to azukari_personal;
grant update (used_by) on identity.share_codes to azukari_personal;
grant select on identity.door_share_codes to azukari_personal;

-- No share that was ended or used comes back with an older database.
alter table identity.ends drop constraint ends_what_check;
alter table identity.ends add constraint ends_what_check check (what in
  ('passkey', 'mailbox', 'outside-link', 'staff', 'company-person', 'program', 'program-key', 'client', 'client-key',
   'app', 'app-link', 'partner-link', 'share'));

create schema shares;

-- What was shared, as it was made. The note is the resident's own word for whom it is for, sealed under their records key, and
-- so is what whoever opened it said of themselves: both tell of the resident.
create table shares.shares (
  resident_id  uuid        not null,
  share_id     uuid        not null,
  items        text[]      not null check (cardinality(items) > 0),
  day_from     date        not null,
  day_to       date        not null check (day_to >= day_from and day_to - day_from < 370),
  once         boolean     not null,
  note         bytea,
  session_hash bytea       check (octet_length(session_hash) = 32),
  app_id       text,
  made_at      timestamptz not null,
  until        timestamptz not null check (until > made_at and until <= made_at + interval '168 hours'),
  primary key (resident_id, share_id),
  check ((session_hash is null) <> (app_id is null))
);
create index shares_by_time on shares.shares (resident_id, made_at);

-- Each opening is a provision: it stands here before a byte of it is shown.
create table shares.openings (
  resident_id  uuid        not null,
  opening_id   uuid        not null,
  share_id     uuid        not null,
  said         bytea       not null,
  items        jsonb       not null,
  record_count integer     not null check (record_count >= 0),
  commitment   bytea       not null check (octet_length(commitment) = 32),
  opened_at    timestamptz not null,
  primary key (resident_id, opening_id),
  foreign key (resident_id, share_id) references shares.shares
);
create index openings_by_time on shares.openings (resident_id, opened_at);
create index openings_of_share on shares.openings (resident_id, share_id);

-- Openings of which nothing was shown after all. Of all others it counts as shown.
create table shares.withheld (
  resident_id uuid        not null,
  opening_id  uuid        not null,
  withheld_at timestamptz not null,
  primary key (resident_id, opening_id),
  foreign key (resident_id, opening_id) references shares.openings
);

create view shares.door_shares as
  select resident_id, share_id, items, day_from, day_to from shares.shares;

grant usage on schema shares to azukari_personal;
grant select, insert on shares.shares, shares.openings, shares.withheld to azukari_personal;
grant select on shares.door_shares to azukari_personal;
