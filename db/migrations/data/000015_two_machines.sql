-- Two machines: nothing is delivered while the second one does not know everything, and what it does not know is
-- confirmed only once nobody delivers.

-- Until when a process may still deliver, by this database's clock, with all that it rests on. Where there is one machine
-- this says no more than lease_until.
alter table platform.processes add delivers_until timestamptz not null default '-infinity';

-- How often stops were confirmed without the second machine. Who looked whether that machine knows everything read this
-- first: had it grown by the time the lease is renewed, something was written after the look, and the look is worth nothing.
create table platform.confirmed_alone (
  only_row boolean not null primary key default true check (only_row),
  times    bigint  not null
);
insert into platform.confirmed_alone (times) values (0);

grant select, update on platform.confirmed_alone to azukari_personal;
