--! breaking
-- Text messages (SMS) to who wants them. Breaking: where they go is sealed with who somebody is, which programs from before do
-- not read with it. They end by themselves.

alter table notices.wishes drop constraint wishes_way_check;
alter table notices.wishes add constraint wishes_way_check check
  (way in ('here', 'mail', 'mail-or-letter', 'letter', 'sms')) not valid;
alter table notices.mails add column by_sms boolean not null default false;

-- A code that goes to a number, and a number that is somebody's no more.
alter table identity.email_codes drop constraint email_codes_purpose_check;
alter table identity.email_codes add constraint email_codes_purpose_check check
  (purpose in ('sign-in', 'prove-again', 'join', 'change-address', 'text-number')) not valid;
alter table identity.former_mailboxes add column by_sms boolean not null default false;
