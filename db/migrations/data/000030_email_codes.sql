-- Codes by mail: signing in with one, and showing that a mailbox is one's own.

-- Which mailbox a resident has shown to be theirs, as an HMAC under the city's search key: a copy of this table names no
-- address. A directory table: it is looked up before it is known whose it is.
create table identity.mail_addresses (
  address_hash bytea       not null primary key check (octet_length(address_hash) = 32),
  resident_id  uuid        not null,
  confirmed_at timestamptz not null
);
create index mail_addresses_by_resident on identity.mail_addresses (resident_id);

-- A code that was asked for. Found by what the browser that asked has in a cookie, and by nothing else. The address is sealed
-- under that cookie; `resident_id` is null where nobody, or nobody yet, has it. Rows stay for a day, for they are counted.
create table identity.email_codes (
  browser_hash bytea       not null primary key check (octet_length(browser_hash) = 32),
  purpose      text        not null check (purpose in ('sign-in', 'prove-again', 'join', 'change-address')),
  address_hash bytea       not null check (octet_length(address_hash) = 32),
  address      bytea       not null check (octet_length(address) <= 400),
  resident_id  uuid,
  code_hash    bytea       not null check (octet_length(code_hash) = 32),
  tries        smallint    not null default 0 check (tries between 0 and 5),
  used         boolean     not null default false,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null
);
create index email_codes_by_address on identity.email_codes (address_hash, asked_at);
create index email_codes_by_time on identity.email_codes (asked_at);

grant select, insert, delete on identity.mail_addresses to azukari_personal;
grant select, insert, delete on identity.email_codes to azukari_personal;
grant update (tries, used) on identity.email_codes to azukari_personal;
-- An address that was changed is sealed with who somebody is.
grant update (identity) on residents.residents to azukari_personal;

-- Two more ways in. The rows there are satisfy it; validated later, not under this lock.
alter table identity.sessions
  drop constraint sessions_way_check,
  add constraint sessions_way_check check (way in ('card', 'outside', 'demo', 'mail', 'passkey')) not valid;
