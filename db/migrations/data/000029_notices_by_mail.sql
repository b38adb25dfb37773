-- Residents who want it are told by mail that there is something to read. A mail says so, and nothing of what.

-- How somebody wants to be told besides their own pages; without a row, not at all.
create table notices.wishes (
  resident_id uuid        not null primary key,
  way         text        not null check (way in ('here', 'mail')),
  -- When the last mail left, and since when none has arrived.
  mailed_at   timestamptz,
  failed_at   timestamptz
);

-- Who is to get a mail: one, however much there is to read. The id goes with it, so that one sent twice is known.
create table notices.mails (
  resident_id uuid        not null primary key,
  mail_id     uuid        not null,
  since       timestamptz not null,
  due_at      timestamptz not null,
  tries       integer     not null default 0 check (tries >= 0)
);
create index mails_by_due on notices.mails (due_at);

alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file')) not valid;

insert into platform.job_tasks (name) values ('mail-notices');

grant select, insert, update, delete on notices.wishes, notices.mails to azukari_personal;
