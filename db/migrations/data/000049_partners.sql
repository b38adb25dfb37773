-- Partners: programs that bring a resident's data here, once the resident has linked them by a code.

-- Which items a program may bring: of all others none.
alter table identity.program_acts
  add column items jsonb not null default '[]' check (jsonb_typeof(items) = 'array');

-- Codes that residents type at a partner's. Good once, for ten minutes, for that partner; found by the code: a directory table.
create table identity.partner_codes (
  code_hash   bytea       not null primary key check (octet_length(code_hash) = 32),
  resident_id uuid        not null,
  program_id  text        not null,
  items       jsonb       not null check (jsonb_typeof(items) = 'array' and items <> '[]'),
  made_at     timestamptz not null,
  expires_at  timestamptz not null check (expires_at <= made_at + interval '10 minutes')
);
create index partner_codes_by_resident on identity.partner_codes (resident_id);
create index partner_codes_by_end on identity.partner_codes (expires_at);

-- What a resident has linked. Found by what the partner was given for it, before it is known whose it is: a directory table.
create table identity.partner_links (
  link_hash   bytea       not null primary key check (octet_length(link_hash) = 32),
  resident_id uuid        not null,
  program_id  text        not null,
  items       jsonb       not null check (jsonb_typeof(items) = 'array' and items <> '[]'),
  -- Of the Idempotency-Key it was made with: asked for again, it is the same one.
  key_hash    bytea       not null check (octet_length(key_hash) = 32),
  linked_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at <= linked_at + interval '8760 hours')
);
create index partner_links_by_resident on identity.partner_links (resident_id);
create index partner_links_by_key on identity.partner_links (program_id, key_hash);
create index partner_links_by_end on identity.partner_links (ends_at);

-- How often a partner has tried a code or brought a file, within a minute or a day.
create table identity.partner_counts (
  program_id text        not null,
  what       text        not null check (length(what) <= 80),
  begins_at  timestamptz not null,
  counted    integer     not null check (counted > 0),
  primary key (program_id, what, begins_at)
);

grant select, insert, delete on identity.partner_codes, identity.partner_links to azukari_personal;
-- Held while a file is confirmed, so that a link ends before or after it.
grant update (ends_at) on identity.partner_links to azukari_personal;
grant select, insert, delete on identity.partner_counts to azukari_personal;
grant update (counted) on identity.partner_counts to azukari_personal;

-- Which partner brought a file, and by which link. An older service writes neither.
alter table vault.imports
  add column program_id text,
  add column link_hash bytea,
  add constraint imports_link_check check (link_hash is null or program_id is not null) not valid;
