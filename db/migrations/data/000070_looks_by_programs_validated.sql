-- The check of the migration before, which locked no table while it was read: what was there before is by staff alone.
alter table counter.look_ups validate constraint look_ups_by_one;
