-- Passkeys of residents: what they call them, and that they are told of each.

-- Replaced as not valid by a migration before. This reads the sessions without keeping anybody from them, and comes before
-- what locks.
alter table identity.sessions validate constraint sessions_way_check;

-- What a resident calls a passkey, sealed under their key. The passkey itself is found before it is known whose it is, so it
-- stands in a table of its own.
create table identity.passkey_names (
  resident_id     uuid  not null,
  credential_hash bytea not null check (octet_length(credential_hash) = 32),
  name            bytea not null check (octet_length(name) <= 400),
  primary key (resident_id, credential_hash)
);
grant select, insert, delete on identity.passkey_names to azukari_personal;

alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed',
   'new-recipient', 'terms-changed', 'new-way-in', 'left', 'came-back', 'reported-in-error', 'erasure-near',
   'data-taken-out', 'passkey-added', 'passkey-ended')) not valid;
