-- Staff and programs of the city correct a cohort and its briefings, close it, and open it again. An older service takes no
-- notice of a closing.
alter table joining.cohorts add column closed_at timestamptz;
grant update (name, places, from_day, until_day, closed_at) on joining.cohorts to azukari_personal;
grant update (held_on, place, places) on joining.briefings to azukari_personal;

-- Who did what, and all that holds from then on: of a cohort, or of one of its briefings, which is held on one day.
create table joining.cohort_acts (
  cohort_id   uuid        not null,
  number      integer     not null check (number >= 1),
  kind        text        not null check (kind in
    ('made', 'changed', 'closed', 'reopened', 'briefing-added', 'briefing-changed')),
  briefing_id uuid,
  -- Of a briefing: its place.
  name        text        not null check (char_length(name) between 1 and 60),
  places      integer     not null check (places between 1 and 100000),
  from_day    date        not null,
  until_day   date        not null,
  by_staff    uuid,
  by_program  text,
  happened_at timestamptz not null,
  primary key (cohort_id, number),
  check (num_nonnulls(by_staff, by_program) = 1),
  check ((briefing_id is not null) = (kind in ('briefing-added', 'briefing-changed'))),
  check (briefing_id is null or from_day = until_day)
);
create index cohort_acts_by_time on joining.cohort_acts (happened_at);
grant select, insert on joining.cohort_acts to azukari_personal;

-- Nothing of those from before has ever been changed: how they are is how they were made.
insert into joining.cohort_acts
  (cohort_id, number, kind, briefing_id, name, places, from_day, until_day, by_staff, by_program, happened_at)
select cohort_id, row_number() over (partition by cohort_id order by briefing_id nulls first), kind, briefing_id, name,
       places, from_day, until_day, made_by, made_by_program, made_at
  from (select cohort_id, 'made' as kind, null::uuid as briefing_id, name, places, from_day, until_day,
               made_by, made_by_program, made_at from joining.cohorts
        union all
        select cohort_id, 'briefing-added', briefing_id, place, places, held_on, held_on,
               made_by, made_by_program, made_at from joining.briefings) as before;
