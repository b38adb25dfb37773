-- Which lines of the stop journal tell of a resident's noes: one a day at most, for a signed paper counts by its day. An older
-- service writes none; then the next no of that resident does.
alter table consent.noes add column entry_ids uuid[] not null default '{}';
