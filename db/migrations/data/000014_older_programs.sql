-- A service looks whether a change that it cannot survive has been made since it began.
grant select on platform.migrations to azukari_personal;

-- The journals in whose place this database's own began, because they were lost: an older database names one of them.
alter table platform.stop_journal_identity add column after uuid[] not null default '{}';
