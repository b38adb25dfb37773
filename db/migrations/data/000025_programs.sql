-- Programs of the city itself, which come in by their own keys and do under /admin/v1 what a page can do. Each line is an
-- act and says what holds from then on; the line with the highest number is what holds now. A dot in the name: no id of a
-- company's program (identity.clients) has one, so nobody is taken for the other.
create table identity.program_acts (
  program_id  text        not null check (program_id ~ '^city\.[a-z0-9-]{3,50}$'),
  number      integer     not null check (number >= 1),
  kind        text        not null check (kind in ('registered', 'scopes-changed', 'keys-changed', 'ended')),
  -- Null: the machine room.
  by_staff    uuid        references identity.staff,
  name        text        not null check (length(name) between 1 and 80),
  scopes      jsonb       not null check (jsonb_typeof(scopes) = 'array'),
  jwks        jsonb       not null,
  happened_at timestamptz not null,
  primary key (program_id, number),
  check (kind <> 'ended' or scopes = '[]')
);

grant select, insert on identity.program_acts to azukari_personal;

create schema programs;

-- What programs did, each thing once: the same key again with the same content is the same deed, and with another is refused.
create table programs.writes (
  program_id   text        not null,
  key_hash     bytea       not null check (octet_length(key_hash) = 32),
  deed         text        not null check (length(deed) <= 60),
  content_hash bytea       not null check (octet_length(content_hash) = 32),
  written_at   timestamptz not null,
  primary key (program_id, key_hash)
);

grant usage on schema programs to azukari_personal;
grant select, insert on programs.writes to azukari_personal;
