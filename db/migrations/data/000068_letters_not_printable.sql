-- A letter may be held because its name or address has a character that the font of our papers does not have.
-- The table has few rows, those that wait, and all of them satisfy it.
alter table notices.letters
  drop constraint letters_held_because_check,
  add constraint letters_held_because_check check (held_because in ('no-address', 'came-back', 'not-printable'));
