-- The second member of staff may say no to a card that a colleague has asked for, and why, as to everything else that two decide.
-- The table has few rows, those of an hour, and all of them satisfy the checks.
alter table counter.card_requests
  add column refused_by      uuid,
  add column refused_because text check (refused_because in ('other-person', 'document-unclear', 'not-true')),
  add check ((refused_by is null) = (refused_because is null)),
  add check (refused_by <> asked_by),
  add check (refused_by is null or (confirmed_by is null and handed_at is null));

grant update (refused_by, refused_because) on counter.card_requests to azukari_personal;
