-- What residents were not told until now: a company that is new to them, new terms, a new way of signing in, that they left
-- or came back, that the day of erasure is near, and that their data was taken out. The rows there are satisfy it.

alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed', 'new-recipient', 'terms-changed', 'new-way-in',
   'left', 'came-back', 'erasure-near', 'data-taken-out')) not valid;

-- How far everybody has been told of a version of the terms: up to which resident. Versions from before are no news.
create table notices.terms_told (
  version  integer     not null primary key check (version >= 1),
  up_to    uuid,
  ended_at timestamptz
);
insert into notices.terms_told (version, ended_at) select version, published_at from residents.terms_versions;

-- By which ways a resident has signed in, so that the first time by another one is told.
create table identity.known_ways (
  resident_id uuid        not null,
  way         text        not null check (way in ('card', 'outside', 'mail', 'passkey')),
  first_at    timestamptz not null,
  primary key (resident_id, way)
);
insert into identity.known_ways (resident_id, way, first_at)
  select resident_id, way, min(created_at) from identity.sessions where way <> 'demo' group by resident_id, way;

insert into platform.job_tasks (name) values ('tell-terms'), ('tell-erasures');

grant select, insert, update on notices.terms_told to azukari_personal;
grant select, insert, delete on identity.known_ways to azukari_personal;
