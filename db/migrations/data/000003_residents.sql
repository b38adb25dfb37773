-- Residents: who they are lies sealed under their identity key; the row itself names nobody.

create schema residents;

create table residents.residents (
  resident_id uuid        not null primary key,
  identity    bytea       not null,
  joined_at   timestamptz not null
);

-- How a resident wants the pages: language, furigana, large text.
create table residents.preferences (
  resident_id uuid    not null primary key references residents.residents on delete cascade,
  locale      text    not null check (locale in ('ja', 'ja-easy', 'en')),
  ruby        boolean not null,
  large_text  boolean not null
);

grant usage on schema residents to azukari_personal;
grant select, insert on residents.residents to azukari_personal;
grant select, insert, update on residents.preferences to azukari_personal;
