-- When a resident has last said no, where nothing was allowed and no act tells of it: no signed paper that waits goes over it.
create table consent.noes (
  resident_id uuid        not null primary key,
  said_at     timestamptz not null
);
grant select, insert, update on consent.noes to azukari_personal;
