-- What is done at the counter only when two of the staff say so: a death, and that it was none. And how those who stand
-- there leave, move away or come back.

create table counter.requests (
  resident_id uuid        not null,
  request_id  uuid        not null,
  kind        text        not null check (kind in ('died', 'reported-in-error')),
  -- What it says, sealed under the resident's identity key.
  detail      bytea       not null,
  asked_by    uuid        not null,
  asked_at    timestamptz not null,
  decided_by  uuid,
  decided_at  timestamptz,
  outcome     text        check (outcome in ('confirmed', 'refused', 'withdrawn')),
  -- Why the second person did not confirm it.
  because     text        check (length(because) <= 40),
  primary key (resident_id, request_id),
  check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  -- One person is never both; only who asked may take it back.
  check (outcome is null or (outcome = 'withdrawn') = (decided_by = asked_by)),
  check ((because is not null) = (outcome is not distinct from 'refused'))
);
create index requests_open on counter.requests (asked_at) where outcome is null;

grant select, insert, delete on counter.requests to azukari_personal;
grant update (decided_by, decided_at, outcome, because) on counter.requests to azukari_personal;

-- The rows there are satisfy these.
alter table counter.look_ups
  drop constraint look_ups_reason_check,
  add constraint look_ups_reason_check check (reason in
    ('question', 'join', 'card', 'identity', 'stop', 'leave', 'death')) not valid,
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn')) not valid;

alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed',
   'new-recipient', 'terms-changed', 'new-way-in', 'left', 'came-back', 'reported-in-error', 'erasure-near',
   'data-taken-out')) not valid;
