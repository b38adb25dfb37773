-- How much a company may read: so many reads a minute, and of so many residents a day; for the whole company, and for each of
-- its programs. What a contract says of it is never changed, only followed by another line; the newest counts.

create table vendors.quotas (
  vendor_id                 uuid        not null references vendors.vendors,
  number                    int         not null check (number > 0),
  -- null: what the city lets everybody. 0: nothing.
  reads_a_minute            int         check (reads_a_minute between 0 and 1000000000),
  residents_a_day           int         check (residents_a_day between 0 and 1000000000),
  program_reads_a_minute    int         check (program_reads_a_minute between 0 and 1000000000),
  program_residents_a_day   int         check (program_residents_a_day between 0 and 1000000000),
  -- One of the staff, or a program of the city.
  staff_id                  uuid,
  program_id                text,
  set_at                    timestamptz not null,
  primary key (vendor_id, number),
  check (num_nonnulls(staff_id, program_id) = 1)
);
grant select, insert on vendors.quotas to azukari_personal;

-- What was taken of it in the present minute and day, over all processes. client_id '' is the company as a whole. It refers
-- to no company: no backup holds it, and a restore empties that table first.
create table exchange.quota_spent (
  vendor_id uuid   not null,
  client_id text   not null,
  kind      text   not null check (kind in ('reads', 'residents')),
  -- The minute since 1970, or the day in Japan.
  period    bigint not null,
  spent     bigint not null check (spent >= 0),
  primary key (vendor_id, client_id, kind)
);
grant select, insert, update on exchange.quota_spent to azukari_personal;

-- Of how many residents a delivery may tell at most, as it was begun: a repeat of it is no second one. null where a service
-- of an earlier version has begun it.
alter table exchange.deliveries add column most_residents int check (most_residents between 1 and 5000);
