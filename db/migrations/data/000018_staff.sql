-- The city's staff: who may do what, by which passkeys they prove themselves, and what was done about them.

-- Passkeys (WebAuthn): public keys only. Found by the hash of what the authenticator calls the credential, before it is
-- known whose it is. Owners are of several kinds, so there is no reference; whoever removes an owner removes these.
create table identity.passkeys (
  credential_hash bytea       not null primary key check (octet_length(credential_hash) = 32),
  owner_kind      text        not null check (owner_kind in ('staff', 'resident', 'company')),
  owner_id        uuid        not null,
  public_key      bytea       not null check (octet_length(public_key) <= 4096),
  -- How often the authenticator says it was used; 0 where it does not count. It never goes back.
  counter         bigint      not null check (counter >= 0),
  transports      jsonb       not null check (jsonb_typeof(transports) = 'array'),
  created_at      timestamptz not null,
  last_used_at    timestamptz not null
);
create index passkeys_by_owner on identity.passkeys (owner_kind, owner_id);

-- Employees, not residents: their names may stand here, but in no log. A row stays for good, for the ledger names it.
create table identity.staff (
  staff_id uuid not null primary key,
  name     text not null check (length(name) between 1 and 60),
  role     text not null check (role in ('administrator', 'counter', 'reviewer', 'auditor')),
  standing text not null check (standing in ('invited', 'active', 'ended'))
);

-- At most one for each member: a new one takes the place of the one before. The token is only in the hands of who was
-- invited. No backup holds these, for one that was used must not come back; nor sessions. So neither refers to the staff,
-- whose table a restore empties before it fills it.
create table identity.staff_invitations (
  staff_id   uuid        not null primary key,
  token_hash bytea       not null unique check (octet_length(token_hash) = 32),
  expires_at timestamptz not null
);

create table identity.staff_sessions (
  session_hash bytea       not null primary key check (octet_length(session_hash) = 32),
  staff_id     uuid        not null,
  -- When a passkey was shown: each session begins with one, and showing one again begins another.
  proven_at    timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null
);
create index staff_sessions_by_member on identity.staff_sessions (staff_id);
create index staff_sessions_by_expiry on identity.staff_sessions (expires_at);

-- Who did what about whom. `by_staff` is null for the machine room, which invites the first administrator.
create table identity.staff_acts (
  act_id      uuid        not null primary key,
  kind        text        not null check (kind in ('appointed', 'invited-again', 'joined', 'role-changed', 'ended')),
  staff_id    uuid        not null references identity.staff,
  by_staff    uuid        references identity.staff,
  -- The role from then on.
  role        text        not null check (role in ('administrator', 'counter', 'reviewer', 'auditor')),
  happened_at timestamptz not null
);
create index staff_acts_by_member on identity.staff_acts (staff_id, happened_at);

grant select, insert, delete on identity.passkeys to azukari_personal;
grant update (counter, last_used_at) on identity.passkeys to azukari_personal;
grant select, insert on identity.staff to azukari_personal;
grant update (role, standing) on identity.staff to azukari_personal;
grant select, insert, update, delete on identity.staff_invitations, identity.staff_sessions to azukari_personal;
grant select, insert on identity.staff_acts to azukari_personal;

-- Replaced as not valid by the migration before, so that no table was locked while it was read.
alter table consent.acts validate constraint acts_channel_check;
