-- The gate's own book. Deliveries, provisions (第三者提供記録), their closings and refusals are insert-only.

create schema exchange;

-- One request of a company; a repeat with the same Idempotency-Key within ten minutes is the same delivery.
create table exchange.deliveries (
  delivery_id     uuid        not null primary key,
  vendor_id       uuid        not null references vendors.vendors,
  client_id       text        not null,
  use_id          uuid        not null references review.uses,
  use_version     integer     not null,
  -- A company's own word for the request: kept as a hash, for it may have put a name into it.
  key_hash        bytea       not null,
  request_hash    bytea       not null,
  reason_code     text        not null,
  own_words       text        check (char_length(own_words) <= 100),
  low             xid8        not null,
  high            xid8        not null,
  opened_at       timestamptz not null,
  foreign key (use_id, use_version) references review.use_versions
);
create index deliveries_by_key on exchange.deliveries (vendor_id, client_id, key_hash, opened_at desc);

create table exchange.provisions (
  resident_id  uuid        not null,
  provision_id uuid        not null,
  delivery_id  uuid        not null references exchange.deliveries,
  vendor_id    uuid        not null references vendors.vendors,
  use_id       uuid        not null references review.uses,
  use_version  integer     not null,
  pseudonym    uuid        not null,
  items        jsonb       not null,
  record_count integer     not null check (record_count > 0),
  reason_code  text        not null,
  own_words    text,
  commitment   bytea       not null,
  opened_at    timestamptz not null,
  primary key (resident_id, provision_id),
  unique (resident_id, delivery_id)
);
create index provisions_by_delivery on exchange.provisions (delivery_id);
create index provisions_by_time on exchange.provisions (resident_id, opened_at desc);

-- A repeat of a delivery opens the same provision again: each sending has its own line, and its own end.
create table exchange.sendings (
  resident_id  uuid        not null,
  sending_id   uuid        not null,
  provision_id uuid        not null,
  process_id   uuid        not null,
  opened_at    timestamptz not null,
  primary key (resident_id, sending_id),
  foreign key (resident_id, provision_id) references exchange.provisions
);
create index sendings_of_provision on exchange.sendings (resident_id, provision_id);

-- `items` is what really left, in the form of provisions.items.
create table exchange.closings (
  resident_id  uuid        not null,
  sending_id   uuid        not null,
  outcome      text        not null check (outcome in ('delivered', 'held-back', 'not-delivered', 'broken-off')),
  items        jsonb       not null,
  record_count integer     not null check ((record_count = 0) = (outcome = 'not-delivered')),
  closed_at    timestamptz not null,
  primary key (resident_id, sending_id),
  foreign key (resident_id, sending_id) references exchange.sendings
);

-- A refusal when one resident was addressed. Of one use and reason about a hundred are kept a day: a company that asks
-- without pause must not fill the disk, and refusal_counts has them all.
create table exchange.refusals (
  resident_id uuid        not null,
  refusal_id  uuid        not null,
  vendor_id   uuid        not null references vendors.vendors,
  use_id      uuid        not null references review.uses,
  because     text        not null check (because in (
    'never-asked', 'refused', 'withdrawn', 'expired', 'other-use', 'other-version')),
  day         date        not null check (day = (happened_at at time zone 'Asia/Tokyo')::date),
  happened_at timestamptz not null,
  primary key (resident_id, refusal_id)
);
create index refusals_by_day on exchange.refusals (resident_id, day desc);
create index refusals_of_vendor on exchange.refusals (resident_id, vendor_id, day desc);

-- Every refusal, in bulk or of one who was addressed: per company, use, reason and day.
create table exchange.refusal_counts (
  vendor_id uuid   not null references vendors.vendors,
  use_id    uuid   not null references review.uses,
  because   text   not null,
  day       date   not null,
  count     bigint not null check (count > 0),
  primary key (vendor_id, use_id, because, day)
);

-- Whom a company knows under which name. Old epochs stay, so that a withdrawal can name every one of them.
create table exchange.pseudonyms (
  resident_id uuid        not null,
  use_id      uuid        not null references review.uses,
  epoch       integer     not null check (epoch > 0),
  pseudonym   uuid        not null,
  created_at  timestamptz not null,
  primary key (resident_id, use_id, epoch)
);
create table exchange.pseudonym_directory (
  pseudonym_hash bytea not null primary key,
  resident_id    uuid  not null,
  use_id         uuid  not null references review.uses
);

grant usage on schema exchange to azukari_personal;
grant select, insert on exchange.deliveries, exchange.provisions, exchange.sendings, exchange.closings,
  exchange.refusals, exchange.pseudonyms, exchange.pseudonym_directory to azukari_personal;
grant select, insert, update on exchange.refusal_counts to azukari_personal;
