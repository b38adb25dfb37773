-- Who has taken out a copy of their own data, and when. Which one is being written at present, and by which process, is no
-- ledger: of one that died nobody waits.

create schema copies;

create table copies.copies (
  resident_id  uuid        not null,
  copy_id      uuid        not null,
  session_hash bytea       not null check (octet_length(session_hash) = 32),
  begun_at     timestamptz not null,
  primary key (resident_id, copy_id)
);
create index copies_by_time on copies.copies (resident_id, begun_at);

create table copies.under_way (
  resident_id uuid not null primary key,
  copy_id     uuid not null,
  process_id  uuid not null
);

grant usage on schema copies to azukari_personal;
grant select, insert on copies.copies to azukari_personal;
grant select, insert, update, delete on copies.under_way to azukari_personal;
