-- What a session that was begun by proving again may do of the one it replaced, and which wrong PINs a holder has not been told of.

-- Of a session that was begun by proving again in the same browser, the one it took the place of: もとにもどす is promised for ten
-- minutes, and goes on with it. A hash; it opens nothing. An older service that runs beside keeps none.
alter table identity.sessions add column replaces bytea;

-- Wrong PINs since the last sign-in that a right one has ended the row of, which was no sign-in. Null is none, as an older service
-- that runs beside leaves it.
alter table identity.cards
  add column wrong_proven integer,
  drop constraint cards_wrong_before_sign_in_check,
  add constraint cards_wrong_before_sign_in_check check (wrong_before_sign_in between 0 and 100) not valid;
