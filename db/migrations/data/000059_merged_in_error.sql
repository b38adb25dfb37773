-- That two entries were merged by mistake: the duplicate stands by itself again. The rows there are satisfy these.

alter table residents.life_events
  drop constraint life_events_what_check,
  add constraint life_events_what_check check (what in
    ('left', 'moved-away', 'came-back', 'died', 'reported-in-error', 'merged', 'merged-in-error', 'erased')) not valid,
  add constraint life_events_merged_in_error_check check
    (what <> 'merged-in-error' or (second_staff_id is not null and second_staff_id <> staff_id
     and evidence is not null)) not valid;

alter table counter.requests
  drop constraint requests_kind_check,
  add constraint requests_kind_check check
    (kind in ('died', 'reported-in-error', 'agreement', 'merged', 'merged-in-error')) not valid;

-- What the mailbox is told. An older service writes and reads none.
alter table identity.former_mailboxes
  add column about text,
  add constraint former_mailboxes_about_check check (about in ('merged-in-error')) not valid;
