-- Companies, and the uses of data the review has approved for them. Reference tables: no personal data.

create schema vendors;

create table vendors.vendors (
  vendor_id      uuid        not null primary key,
  profile        jsonb       not null,
  standing       text        not null check (standing in ('active', 'suspended', 'ended')),
  contract_until timestamptz not null
);

-- What the gate must know of a company at the moment it decides.
create view vendors.door_standing as
  select vendor_id, standing, contract_until from vendors.vendors;

create schema review;

create table review.uses (
  use_id          uuid    not null primary key,
  vendor_id       uuid    not null references vendors.vendors,
  current_version integer not null check (current_version > 0)
);

-- One version of one use: vendor x purpose x items x period x retention x return. A version never changes;
-- what may change is its standing.
create table review.use_versions (
  use_id      uuid        not null references review.uses,
  version     integer     not null check (version > 0),
  terms       jsonb       not null,
  standing    text        not null check (standing in ('approved', 'suspended', 'ended')),
  approved_at timestamptz not null,
  primary key (use_id, version)
);

create table review.use_items (
  use_id  uuid    not null,
  version integer not null,
  item    text    not null references catalog.items,
  primary key (use_id, version, item),
  foreign key (use_id, version) references review.use_versions
);

grant usage on schema vendors, review to azukari_personal;
grant select, insert, update on vendors.vendors to azukari_personal;
grant select on vendors.door_standing to azukari_personal;
grant select, insert, update on review.uses to azukari_personal;
grant select, insert on review.use_versions to azukari_personal;
grant update (standing) on review.use_versions to azukari_personal;
grant select, insert on review.use_items to azukari_personal;
