-- What must not come back with an older database: each is an entry of the stop journal, too.

-- Of passkeys the hash of the credential, of everything else its id: nothing of anybody.
create table identity.ends (
  end_id   uuid        not null primary key,
  what     text        not null check (what in ('passkey', 'staff', 'company-person', 'program', 'client', 'client-key')),
  which    text        not null check (length(which) <= 400),
  ended_at timestamptz not null
);
create index ends_by_which on identity.ends (which, what);

grant select, insert on identity.ends to azukari_personal;
