-- Who is at the door: sessions of residents, programs of companies, and what the OpenID provider must remember.

create schema identity;

create table identity.sessions (
  session_hash bytea       not null primary key,
  resident_id  uuid        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null
);
create index sessions_by_resident on identity.sessions (resident_id);

-- A company's program: its public keys only; the private key never leaves the company.
create table identity.clients (
  client_id  text        not null primary key check (client_id ~ '^[a-z0-9-]{3,64}$'),
  vendor_id  uuid        not null references vendors.vendors,
  jwks       jsonb       not null,
  standing   text        not null check (standing in ('active', 'ended')),
  created_at timestamptz not null
);
create view identity.door_clients as select client_id, vendor_id, standing from identity.clients;

create table identity.oidc_documents (
  model      text        not null,
  id         text        not null,
  document   jsonb       not null,
  grant_id   text,
  uid        text,
  user_code  text,
  consumed   boolean     not null default false,
  expires_at timestamptz,
  primary key (model, id)
);
create index oidc_documents_grant on identity.oidc_documents (grant_id) where grant_id is not null;
create index oidc_documents_expiry on identity.oidc_documents (expires_at);

grant usage on schema identity to azukari_personal;
grant select, insert, update, delete on identity.sessions, identity.oidc_documents to azukari_personal;
grant select, insert, update on identity.clients to azukari_personal;
grant select on identity.door_clients to azukari_personal;
