-- How it was shown that a resident agrees, kept with the act; and papers that wait for two of the staff.

-- Acts from before, and those of a service of the version before, say nothing of it. The rows there are satisfy these.
alter table consent.acts
  add column evidence        text,
  -- Of the staff who attended, or who entered the paper; and who confirmed it.
  add column staff_id        uuid,
  add column second_staff_id uuid,
  -- A program of the city that brought it.
  add column program_id      text,
  -- SHA-256 of the signed paper, hashed once more under the resident's own key.
  add column paper_hash      bytea;
alter table consent.acts
  add constraint acts_evidence_check check (evidence in ('session', 'card', 'paper', 'invented')) not valid,
  add constraint acts_agreed_check check (evidence is null or kind = 'agreed') not valid,
  add constraint acts_paper_check check
    ((evidence is not distinct from 'paper') = (paper_hash is not null)
     and (evidence is not distinct from 'paper') = (second_staff_id is not null)
     and (second_staff_id is null or staff_id is not null and staff_id <> second_staff_id)
     and (paper_hash is null or octet_length(paper_hash) = 32)) not valid,
  drop constraint acts_channel_check,
  add constraint acts_channel_check check
    (channel in ('web', 'demo-seed', 'restore', 'card', 'counter', 'time-over', 'app', 'program')) not valid;

-- A signed paper counts once.
create unique index acts_paper on consent.acts (resident_id, paper_hash) where paper_hash is not null;

-- A paper that a program has brought has nobody of the staff behind it until one takes it up; then it needs another one.
alter table counter.requests
  alter column asked_by drop not null,
  add column program_id text,
  add column taken_by   uuid,
  add column taken_at   timestamptz,
  drop constraint requests_kind_check,
  add constraint requests_kind_check check (kind in ('died', 'reported-in-error', 'agreement')) not valid;
alter table counter.requests
  add constraint requests_asked_check check
    ((asked_by is null) = (program_id is not null) and (taken_by is null or asked_by is null)
     and (taken_by is null) = (taken_at is null)) not valid,
  add constraint requests_two_check check
    (outcome is null or (outcome = 'withdrawn') = (decided_by is not distinct from coalesce(asked_by, taken_by))) not valid,
  add constraint requests_confirmed_check check
    (outcome is distinct from 'confirmed' or coalesce(asked_by, taken_by) is not null) not valid;
grant update (taken_by, taken_at) on counter.requests to azukari_personal;

alter table counter.look_ups
  drop constraint look_ups_reason_check,
  add constraint look_ups_reason_check check (reason in
    ('question', 'join', 'card', 'identity', 'stop', 'leave', 'death', 'agree')) not valid,
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn', 'agreed')) not valid;
