-- Leaving, moving away and death: how a resident stands towards the city, and what has happened to it.

-- Residents of the version before, and those whom a service of it takes in meanwhile, take part. The check is validated
-- later, not under this lock: the rows there are satisfy it.
alter table residents.residents
  add column standing text not null default 'active',
  -- When everything of theirs is erased, unless they come back before.
  add column erase_at timestamptz;
alter table residents.residents
  add constraint residents_standing_check check
    (standing in ('active', 'leaving', 'moved-away', 'died', 'erased')) not valid,
  add constraint residents_erase_at_check check
    ((erase_at is not null) = (standing in ('leaving', 'moved-away', 'died'))) not valid;
create index residents_to_erase on residents.residents (erase_at) where erase_at is not null;

-- Who said so: the resident, one of the staff, or two. A death is said by two and with a document; so is that it was none,
-- without one.
create table residents.life_events (
  resident_id     uuid        not null,
  event_id        uuid        not null,
  what            text        not null check (what in
                    ('left', 'moved-away', 'came-back', 'died', 'reported-in-error', 'erased')),
  standing        text        not null,
  erase_at        timestamptz,
  happened_at     timestamptz not null,
  recorded_at     timestamptz not null,
  staff_id        uuid,
  second_staff_id uuid,
  evidence        text        check (length(evidence) <= 40),
  primary key (resident_id, event_id),
  check (second_staff_id is null or (staff_id is not null and staff_id <> second_staff_id)),
  check (what not in ('died', 'reported-in-error') or second_staff_id is not null),
  check (what <> 'died' or evidence is not null)
);
create index life_events_by_time on residents.life_events (resident_id, happened_at);

-- Whether somebody takes part is asked at every read, at every consent and at every sign-in.
create view residents.door_standing as
  select resident_id, standing from residents.residents;

grant select on residents.door_standing to azukari_personal;
grant update (standing, erase_at) on residents.residents to azukari_personal;
grant select, insert on residents.life_events to azukari_personal;

-- A read of somebody who takes part no more, in the moment before their consents are stopped.
alter table exchange.refusals
  drop constraint refusals_because_check,
  add constraint refusals_because_check check (because in (
    'never-asked', 'refused', 'withdrawn', 'expired', 'other-use', 'other-version', 'not-taking-part')) not valid;

-- What still stood of somebody whose day had come. The rows there are satisfy it.
alter table consent.acts
  drop constraint acts_channel_check,
  add constraint acts_channel_check check
    (channel in ('web', 'demo-seed', 'restore', 'card', 'counter', 'time-over')) not valid;

insert into platform.job_tasks (name) values ('erase-due');
