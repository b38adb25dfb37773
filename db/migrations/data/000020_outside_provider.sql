-- Residents who may sign in by an outside OpenID provider.

-- Who somebody is there, as an HMAC under a secret of the key store: a copy of this table names nobody there. A directory
-- table: it is looked up before it is known whose it is.
create table identity.outside_subjects (
  subject_hash bytea       not null primary key check (length(subject_hash) = 32),
  resident_id  uuid        not null,
  linked_at    timestamptz not null
);
create index outside_subjects_by_resident on identity.outside_subjects (resident_id);

grant select, insert, delete on identity.outside_subjects to azukari_personal;
