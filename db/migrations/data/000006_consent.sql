-- Consent: the present state of each (resident, use, item) and, behind it, the events that led there.
-- Events are insert-only by grant. A missing grant means no.

create schema consent;

-- One thing a person did: one visit to a consent page, one tap on stop. Its number is on the receipt.
create table consent.acts (
  resident_id    uuid        not null,
  act_id         uuid        not null,
  receipt_number text        not null,
  kind           text        not null check (kind in ('agreed', 'refused', 'stopped', 'undone')),
  use_id         uuid        references review.uses,
  actor          text        not null check (actor in ('resident')),
  channel        text        not null check (channel in ('web', 'demo-seed')),
  session_hash   bytea,
  reverses       uuid,
  happened_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  primary key (resident_id, act_id)
);

create table consent.events (
  resident_id uuid        not null,
  event_id    uuid        not null,
  act_id      uuid        not null,
  use_id      uuid        not null references review.uses,
  use_version integer     not null,
  item        text        not null references catalog.items,
  kind        text        not null check (kind in ('granted', 'refused', 'withdrawn')),
  until       timestamptz,
  happened_at timestamptz not null,
  primary key (resident_id, event_id),
  foreign key (resident_id, act_id) references consent.acts,
  foreign key (use_id, use_version) references review.use_versions,
  check ((kind = 'granted') = (until is not null))
);
create index events_by_act on consent.events (resident_id, act_id);

create table consent.grants (
  resident_id uuid        not null,
  use_id      uuid        not null references review.uses,
  item        text        not null references catalog.items,
  use_version integer     not null,
  state       text        not null check (state in ('granted', 'refused', 'withdrawn')),
  until       timestamptz,
  refusals    integer     not null default 0 check (refusals >= 0),
  event_id    uuid        not null,
  changed_at  timestamptz not null,
  -- The transaction that last changed the row: the position of this grant on every company's change cursor.
  changed_xid xid8        not null default pg_current_xact_id(),
  -- The transaction of the first yes: a company that has read past it may hold copies, whatever was said since.
  first_granted_xid xid8,
  primary key (resident_id, use_id, item),
  foreign key (resident_id, event_id) references consent.events,
  foreign key (use_id, use_version, item) references review.use_items (use_id, version, item),
  check (state <> 'granted' or (isfinite(until) and until is not null and first_granted_xid is not null))
);
create index grants_by_use on consent.grants (use_id, resident_id);

create view consent.door_grants as
  select resident_id, use_id, item, use_version, state, until, changed_xid, first_granted_xid
    from consent.grants;

-- Receipt numbers lead to their act through a table keyed by the number's hash alone.
create table consent.receipt_directory (
  receipt_hash bytea not null primary key,
  resident_id  uuid  not null,
  act_id       uuid  not null
);

grant usage on schema consent to azukari_personal;
grant select, insert on consent.acts, consent.events, consent.receipt_directory to azukari_personal;
grant select, insert, update on consent.grants to azukari_personal;
grant select on consent.door_grants to azukari_personal;
