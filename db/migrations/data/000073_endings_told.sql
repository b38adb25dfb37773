-- How near the end of a consent its resident has been told of, in days; null where not yet. A new answer begins anew.
-- The rows that are there have been told of nothing, so all of them satisfy it.

alter table consent.grants add column ending_told smallint check (ending_told in (30, 7));

insert into platform.job_tasks (name) values ('tell-endings');
