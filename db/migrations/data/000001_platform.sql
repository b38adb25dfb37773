-- What every service shares: which processes live, and the clock of the demo.

create schema if not exists platform;

-- A delivery left open by a dead process counts as delivered once that process's lease has run out (the gate, 000008).
-- Leases are measured by the database's own clock, never by the demo's.
create table platform.processes (
  process_id  uuid        not null primary key,
  service     text        not null,
  lease_until timestamptz not null
);

-- Processes whose promises hold. Seen by others through this view alone.
create view platform.door_live_processes as
  select process_id from platform.processes where lease_until > clock_timestamp();

-- Demo only: how far the demo's clock is ahead of the real one.
create table platform.demo_clock (
  only_row boolean  not null primary key default true check (only_row),
  ahead    interval not null
);

grant usage on schema platform to azukari_personal;
grant select, insert, update, delete on platform.processes to azukari_personal;
grant select on platform.door_live_processes to azukari_personal;
grant select, insert, update on platform.demo_clock to azukari_personal;
