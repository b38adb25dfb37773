-- Whoever was found by the name of an entry that was merged into theirs may be somebody else: the counter is told so. A service
-- of the version before writes no such word and reads none.
alter table counter.attendances add column by_merged boolean not null default false;
