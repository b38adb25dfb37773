-- A mailbox that was a resident's until now is told so, also where the mail server is away at that moment. The address is sealed
-- under the resident's identity key, and gone once it was told or given up.
create table identity.former_mailboxes (
  resident_id uuid        not null,
  mail_id     uuid        not null,
  address     bytea       not null check (octet_length(address) <= 800),
  since       timestamptz not null,
  due_at      timestamptz not null,
  tries       integer     not null default 0 check (tries >= 0),
  primary key (resident_id, mail_id)
);
create index former_mailboxes_due on identity.former_mailboxes (due_at);
grant select, insert, delete on identity.former_mailboxes to azukari_personal;
grant update (due_at, tries) on identity.former_mailboxes to azukari_personal;
