-- What residents are told. A row holds no text, and nothing of anybody: a kind, when, which company, how many.

create schema notices;

create table notices.notices (
  resident_id uuid        not null,
  notice_id   uuid        not null,
  kind        text        not null check (kind in
                ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
                 'looked-up', 'data-deposited')),
  vendor_id   uuid,
  count       integer     check (count >= 0),
  told_at     timestamptz not null,
  -- The same again on that day, after as many as are told one by one.
  more        integer     not null default 0 check (more >= 0),
  read_at     timestamptz,
  primary key (resident_id, notice_id)
);
create index notices_by_time on notices.notices (resident_id, told_at, notice_id);

grant usage on schema notices to azukari_personal;
grant select, insert, delete on notices.notices to azukari_personal;
grant update (more, read_at) on notices.notices to azukari_personal;
