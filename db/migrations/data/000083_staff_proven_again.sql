-- Of a session of the staff that was begun by proving again in the same browser, the one it took the place of: whom it attends to at
-- the counter goes on with it. A hash; it opens nothing. An older service that runs beside keeps none.
alter table identity.staff_sessions add column replaces bytea;
