-- Leaving and staying up to date: a city that has moved to another installation, and which process knows what.

-- Set by `azukari export --moving`: from then on no process here delivers anything or signs for the log, which another
-- installation goes on with. Its own backups hold this row, too.
create table platform.moved_away (
  only_row boolean     not null primary key default true check (only_row),
  moved_at timestamptz not null
);
grant select on platform.moved_away to azukari_personal;

-- The version of the program; null for one that did not say. `azukari upgrade` names those that must be started anew.
alter table platform.processes add column version text check (length(version) <= 50);
