-- How far the stop journal had come, as the key store remembers it: its first `length` bytes and their hash. A journal
-- that is shorter, or begins otherwise, is an older copy or was changed, whatever the database says that lies beside it.
create table keystore.journal_mark (
  only_row   boolean not null primary key default true check (only_row),
  journal_id uuid    not null,
  length     bigint  not null check (length > 0),
  sha256     bytea   not null check (octet_length(sha256) = 32)
);
grant select, insert, update on keystore.journal_mark to azukari_keystore;
