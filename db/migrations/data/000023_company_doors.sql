-- Companies' own door: how a company registers itself, what the city decided, and who is responsible for it.

-- What a company said when it registered. Anybody may type any number of a company (法人番号), so it is no key: that it is
-- known already is seen by the city alone.
create table vendors.registrations (
  vendor_id        uuid        not null primary key references vendors.vendors,
  corporate_number text        not null check (corporate_number ~ '^[1-9][0-9]{12}$'),
  -- Whom the city asks about it: mail and telephone.
  contact          jsonb       not null,
  registered_at    timestamptz not null
);
create index registrations_by_number on vendors.registrations (corporate_number);
create index registrations_by_time on vendors.registrations (registered_at, vendor_id);

-- One for each registration: a company that was turned down registers again.
create table vendors.decisions (
  vendor_id      uuid        not null primary key references vendors.vendors,
  kind           text        not null check (kind in ('accepted', 'turned-down')),
  staff_id       uuid        not null,
  -- Why it was turned down; the company reads it.
  reason         text        check (length(reason) between 1 and 500),
  contract_until timestamptz,
  decided_at     timestamptz not null,
  check ((kind = 'turned-down') = (reason is not null)),
  check ((kind = 'accepted') = (contract_until is not null))
);

-- People of companies, not residents. A row stays for good, for the ledger names it.
create table identity.company_persons (
  person_id uuid not null primary key,
  vendor_id uuid not null references vendors.vendors,
  name      text not null check (length(name) between 1 and 60),
  standing  text not null check (standing in ('invited', 'active', 'ended'))
);
create index company_persons_by_vendor on identity.company_persons (vendor_id);

-- As those of staff: at most one each, in no backup.
create table identity.company_invitations (
  person_id  uuid        not null primary key,
  token_hash bytea       not null unique check (octet_length(token_hash) = 32),
  expires_at timestamptz not null
);

create table identity.company_sessions (
  session_hash bytea       not null primary key check (octet_length(session_hash) = 32),
  person_id    uuid        not null,
  proven_at    timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null
);
create index company_sessions_by_person on identity.company_sessions (person_id);
create index company_sessions_by_expiry on identity.company_sessions (expires_at);

-- Who of a company did what. `by_person` is null for who registered it: nobody has shown a passkey yet.
create table identity.company_acts (
  act_id      uuid        not null primary key,
  vendor_id   uuid        not null references vendors.vendors,
  kind        text        not null check (kind in
                ('registered', 'invited', 'invited-again', 'joined', 'ended', 'program-registered', 'key-added',
                 'key-retired', 'program-ended')),
  by_person   uuid        references identity.company_persons,
  -- Whom it was done to, or which program, and which of its keys.
  person_id   uuid        references identity.company_persons,
  client_id   text,
  key_id      text        check (length(key_id) <= 64),
  happened_at timestamptz not null
);
create index company_acts_by_vendor on identity.company_acts (vendor_id, happened_at);

grant select, insert on vendors.registrations, vendors.decisions to azukari_personal;
grant select, insert on identity.company_persons, identity.company_acts to azukari_personal;
grant update (standing) on identity.company_persons to azukari_personal;
grant select, insert, update, delete on identity.company_invitations, identity.company_sessions to azukari_personal;
