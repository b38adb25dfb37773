-- What a partner is told of a file that could be read, sealed: counted from the file alone, and the same whatever becomes of it.
-- An older service writes none.
alter table vault.imports
  add column told bytea,
  add constraint imports_told_check check (told is null or link_hash is not null) not valid;
