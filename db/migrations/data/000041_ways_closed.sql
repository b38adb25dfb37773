--! breaking
-- Ways in that were closed stay closed. Breaking: programs from before 000033 know no passkeys of residents and no notices of
-- these kinds. They would fail on every page of whoever came in by a passkey, and a card they issue or an erasure they do would
-- leave the passkeys good. They end by themselves.

-- What can be told is a closed list of the program (src/notices/rules.ts), which passes over a kind that only a newer one knows.
alter table notices.notices drop constraint notices_kind_check;

-- One that was asked for too often: shown as under way, nothing is sent, and it is not counted.
alter table identity.email_codes add column silent boolean not null default false;
-- Codes of who is signed in are counted by resident.
create index email_codes_by_resident on identity.email_codes (resident_id, asked_at) where resident_id is not null;
