-- A form of the counter says whom it was opened for: the page of an attendance that is over acts on nobody. And a question is
-- read slowly: who reads it is attended to for longer. A service of the version before fills neither.
alter table counter.attendances
  add column attendance_id uuid not null default gen_random_uuid(),
  add column reading_since timestamptz;
