-- What must not come back with an older database, widened: what a resident had let an app do or a partner bring, by the hash of
-- the link and nothing else, and an app that the city has ended.
alter table identity.ends drop constraint ends_what_check;
alter table identity.ends add constraint ends_what_check check (what in
  ('passkey', 'mailbox', 'outside-link', 'staff', 'company-person', 'program', 'program-key', 'client', 'client-key',
   'app', 'app-link', 'partner-link'));
