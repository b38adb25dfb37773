-- A resident registers, changes or takes away their mail address on a page of their own, and is told.
alter table notices.notices drop constraint notices_kind_check;
alter table notices.notices add constraint notices_kind_check check (kind in
  ('card-issued', 'card-ended', 'sessions-ended', 'outside-linked', 'consent-given', 'consent-withdrawn',
   'looked-up', 'data-deposited', 'telling-changed', 'known-in-file', 'address-changed', 'address-removed')) not valid;
