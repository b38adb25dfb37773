-- What residents agree to when they entrust data (預託規約), version by version, and what each of them has answered.

create table residents.terms_versions (
  version         integer     not null primary key check (version >= 1),
  effective_from  date        not null,
  -- Without it, who agreed to the version before has agreed to this one, too. The first has none before it.
  needs_agreement boolean     not null check (needs_agreement or version > 1),
  -- Headings and paragraphs, each in three languages.
  sections        jsonb       not null check (jsonb_typeof(sections) = 'array'),
  published_at    timestamptz not null
);

create table residents.terms_answers (
  resident_id uuid        not null,
  answer_id   uuid        not null,
  version     integer     not null check (version >= 1),
  answer      text        not null check (answer in ('agreed', 'refused')),
  channel     text        not null check (channel in ('web', 'paper')),
  -- Who took the signed paper, and the number it is filed under, hashed under the resident's own key.
  staff_id    uuid,
  paper_hash  bytea       check (octet_length(paper_hash) = 32),
  answered_at timestamptz not null,
  primary key (resident_id, answer_id),
  check ((channel = 'paper') = (staff_id is not null)),
  check ((channel = 'paper') = (paper_hash is not null)),
  -- Nobody signs a paper to say no.
  check (channel = 'web' or answer = 'agreed')
);
create unique index terms_agreed_once on residents.terms_answers (resident_id, version) where answer = 'agreed';

grant select, insert on residents.terms_versions, residents.terms_answers to azukari_personal;
