-- The sandbox: what a company has changed among its own people who do not exist. Nothing here is about anybody, and no
-- table of anybody is named. Nor do they refer to companies: no backup holds these, and a restore empties that table first.

create schema sandbox;

-- Somebody as the company has made them; without a row they are as at first. Twenty rows of a company at most.
create table sandbox.people (
  vendor_id   uuid     not null,
  number      smallint not null check (number between 1 and 20),
  standing    text     not null check (standing in ('agreed', 'stopped', 'expired', 'never')),
  standing_at bigint   not null check (standing_at >= 0),
  day         date,
  day_is      text     check (day_is in ('taken-back', 'corrected')),
  day_at      bigint   check (day_at > 0),
  primary key (vendor_id, number),
  check ((day is null) = (day_is is null) and (day is null) = (day_at is null))
);

-- Requests of the last ten minutes by the hash of their Idempotency-Key, so that a repeat is the same delivery.
create table sandbox.deliveries (
  vendor_id    uuid        not null,
  key_hash     bytea       not null check (length(key_hash) = 32),
  request_hash bytea       not null check (length(request_hash) = 32),
  delivery_id  uuid        not null,
  position     bigint      not null,
  through      date        not null,
  opened_at    timestamptz not null,
  primary key (vendor_id, key_hash)
);

grant usage on schema sandbox to azukari_personal;
grant select, insert, update on sandbox.people to azukari_personal;
grant select, insert, delete on sandbox.deliveries to azukari_personal;
