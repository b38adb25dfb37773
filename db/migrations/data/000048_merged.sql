-- Two entries that are one person: the one is merged into the other, which remains.

alter table residents.residents
  -- Who remains. Means something while the standing is `merged`, and to nobody else.
  add column merged_into uuid,
  -- The rows there are satisfy these.
  drop constraint residents_standing_check,
  add constraint residents_standing_check check
    (standing in ('active', 'leaving', 'moved-away', 'died', 'merged', 'erased')) not valid,
  drop constraint residents_erase_at_check,
  add constraint residents_erase_at_check check
    ((erase_at is not null) = (standing in ('leaving', 'moved-away', 'died', 'merged'))) not valid,
  add constraint residents_merged_into_check check
    (standing <> 'merged' or (merged_into is not null and merged_into <> resident_id)) not valid;
create index residents_merged on residents.residents (merged_into) where merged_into is not null;
grant update (merged_into) on residents.residents to azukari_personal;

alter table residents.life_events
  add column merged_into uuid,
  drop constraint life_events_what_check,
  add constraint life_events_what_check check (what in
    ('left', 'moved-away', 'came-back', 'died', 'reported-in-error', 'merged', 'erased')) not valid,
  add constraint life_events_merged_check check
    ((what = 'merged') = (merged_into is not null) and merged_into is distinct from resident_id
     and (what <> 'merged' or second_staff_id is not null)) not valid;

-- It is asked for by one of the counter, and confirmed by another. The rows there are satisfy these.
alter table counter.requests
  drop constraint requests_kind_check,
  add constraint requests_kind_check check (kind in ('died', 'reported-in-error', 'agreement', 'merged')) not valid;
alter table counter.look_ups
  drop constraint look_ups_reason_check,
  add constraint look_ups_reason_check check (reason in
    ('question', 'join', 'card', 'identity', 'stop', 'leave', 'death', 'agree', 'letter', 'merge')) not valid;
