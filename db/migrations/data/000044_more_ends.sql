-- What must not come back with an older database, widened: a mailbox and a link by which a resident came in, which name whose
-- they were and nothing else, and a key of a program of the city.
alter table identity.ends drop constraint ends_what_check;
alter table identity.ends add constraint ends_what_check check (what in
  ('passkey', 'mailbox', 'outside-link', 'staff', 'company-person', 'program', 'program-key', 'client', 'client-key'));
