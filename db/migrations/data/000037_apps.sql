-- Apps that residents let in: what of theirs a program of their own choice may see and do under /me/v1.

-- Which apps there are. Each line is an act and says what holds from then on; the line with the highest number is what holds
-- now. No id of a company's program has a dot, and one of the city's begins otherwise.
create table identity.app_acts (
  app_id        text        not null check (app_id ~ '^app\.[a-z0-9-]{3,50}$'),
  number        integer     not null check (number >= 1),
  kind          text        not null check (kind in ('registered', 'changed', 'ended')),
  -- Null: the machine room.
  by_staff      uuid        references identity.staff,
  name          text        not null check (length(name) between 1 and 80),
  maker         text        not null check (length(maker) between 1 and 80),
  scopes        jsonb       not null check (jsonb_typeof(scopes) = 'array'),
  redirect_uris jsonb       not null check (jsonb_typeof(redirect_uris) = 'array'),
  -- Null: an app on people's own devices, which can keep no key.
  jwks          jsonb,
  happened_at   timestamptz not null,
  primary key (app_id, number),
  check (kind <> 'ended' or scopes = '[]')
);

-- What a resident has let in. Found by what the app's token names, before it is known whose it is: a directory table.
create table identity.app_links (
  link_hash    bytea       not null primary key check (octet_length(link_hash) = 32),
  resident_id  uuid        not null,
  app_id       text        not null,
  scopes       jsonb       not null check (jsonb_typeof(scopes) = 'array' and scopes <> '[]'),
  proven_at    timestamptz not null,
  let_in_at    timestamptz not null,
  ends_at      timestamptz not null,
  last_used_at timestamptz,
  check (proven_at <= let_in_at),
  check (ends_at <= let_in_at + interval '2160 hours')
);
create index app_links_by_resident on identity.app_links (resident_id);
create index app_links_by_end on identity.app_links (ends_at);

-- What apps did for a resident, each thing once. Key and content are HMACs under the resident's own key, and so is sealed what
-- was answered; null while it is being done.
create table identity.app_writes (
  resident_id  uuid        not null,
  key_hash     bytea       not null check (octet_length(key_hash) = 32),
  deed         text        not null check (length(deed) <= 60),
  content_hash bytea       not null check (octet_length(content_hash) = 32),
  outcome      bytea       check (octet_length(outcome) <= 4000),
  begun_at     timestamptz not null,
  primary key (resident_id, key_hash)
);
create index app_writes_by_time on identity.app_writes (begun_at);

grant select, insert on identity.app_acts to azukari_personal;
grant select, insert, delete on identity.app_links to azukari_personal;
grant update (last_used_at) on identity.app_links to azukari_personal;
grant select, insert, delete on identity.app_writes to azukari_personal;
grant update (outcome, begun_at) on identity.app_writes to azukari_personal;

alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed',
   'new-recipient', 'terms-changed', 'new-way-in', 'left', 'came-back', 'reported-in-error', 'erasure-near',
   'data-taken-out', 'passkey-added', 'passkey-ended', 'app-let-in', 'app-ended')) not valid;

-- One more door by which somebody acts. The rows there are satisfy it; validated later, not under this lock.
alter table consent.acts
  drop constraint acts_channel_check,
  add constraint acts_channel_check check
    (channel in ('web', 'demo-seed', 'restore', 'card', 'counter', 'time-over', 'app')) not valid;
