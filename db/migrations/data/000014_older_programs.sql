-- A service looks whether a change that it cannot survive has been made since it began.
grant select on platform.migrations to azukari_personal;
