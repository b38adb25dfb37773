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

-- What the gate must know of a use at the moment it decides: the version in force.
create view review.door_uses as
  select use.use_id, use.vendor_id, version.version, version.standing
    from review.uses use
    join review.use_versions version on version.use_id = use.use_id and version.version = use.current_version;

grant usage on schema vendors, review to azukari_personal;
grant select, insert, update on vendors.vendors to azukari_personal;
grant select on vendors.door_standing, review.door_uses to azukari_personal;
grant select, insert, update on review.uses to azukari_personal;
grant select, insert on review.use_versions to azukari_personal;
grant update (standing) on review.use_versions to azukari_personal;
grant select, insert on review.use_items to azukari_personal;
