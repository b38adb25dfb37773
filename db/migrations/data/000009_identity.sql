-- Who is at the door: sessions of residents, programs of companies, and what the OpenID provider must remember.

create schema identity;

-- Found by the hash of a random token of 256 bits; the token itself is only in the browser. A directory table: it is
-- looked up before it is known whose it is.
create table identity.sessions (
  session_hash bytea       not null primary key check (length(session_hash) = 32),
  resident_id  uuid        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null
);
create index sessions_by_resident on identity.sessions (resident_id);
create index sessions_by_expiry on identity.sessions (expires_at);

-- A company's program: its public keys only; the private key never leaves the company.
create table identity.clients (
  client_id  text        not null primary key check (client_id ~ '^[a-z0-9-]{3,64}$'),
  vendor_id  uuid        not null references vendors.vendors,
  jwks       jsonb       not null,
  standing   text        not null check (standing in ('active', 'ended')),
  created_at timestamptz not null
);

-- What the gate must know of a program at the moment it decides.
create view identity.door_clients as
  select client_id, vendor_id, standing from identity.clients;

-- What was used once and must not be used again (assertions, DPoP proofs), and whatever else the OpenID provider
-- keeps. Ids are hashed: a copy of the table is of no use to anybody.
create table identity.oidc_documents (
  model      text        not null,
  id_hash    bytea       not null check (length(id_hash) = 32),
  document   jsonb       not null,
  expires_at timestamptz not null,
  primary key (model, id_hash)
);
create index oidc_documents_by_expiry on identity.oidc_documents (expires_at);

grant usage on schema identity to azukari_personal;
grant select, insert, update, delete on identity.sessions to azukari_personal;
grant select, insert, update, delete on identity.oidc_documents to azukari_personal;
grant select, insert, update on identity.clients to azukari_personal;
grant select on identity.door_clients to azukari_personal;
