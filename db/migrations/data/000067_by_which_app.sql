-- The app by which a resident agreed, refused or stopped: links end, and its name is to stand in the record all the same.
alter table consent.acts add column app_id text;
