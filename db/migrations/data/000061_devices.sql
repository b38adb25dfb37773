-- On what somebody signed in, in one coarse word of a closed list (`iphone/safari`), so that a resident finds the telephone that
-- was stolen among their sessions, and reads of it in the notice of a new way. Sessions from before, and of an older service that
-- runs beside, have none. Nothing else of what a browser says of itself is kept.
alter table identity.sessions
  add column device text,
  add constraint sessions_device_check check (device ~
    '^(iphone|ipad|android|windows|mac|linux|chromeos|other)/(safari|chrome|edge|firefox|samsung|other)$') not valid;

alter table notices.notices
  add column device text,
  add constraint notices_device_check check (device ~
    '^(iphone|ipad|android|windows|mac|linux|chromeos|other)/(safari|chrome|edge|firefox|samsung|other)$') not valid;
