-- Cards: signing in with a number and a PIN on paper, and stopping with the number alone.

-- By which way somebody came in. A service of the version before, at work while a city is upgraded, knows one way only and
-- does not name it.
alter table identity.sessions
  add column way text not null default 'demo',
  add constraint sessions_way_check check (way in ('card', 'outside', 'demo'));

-- The card of a resident. Number and PIN are HMACs under a secret of the key store, the PIN stretched by scrypt besides:
-- a copy of this database is worth nothing to who guesses. A try counts before its PIN is looked at.
create table identity.cards (
  resident_id          uuid        not null primary key,
  number_hash          bytea       not null check (octet_length(number_hash) = 32),
  pin_salt             bytea       not null check (octet_length(pin_salt) = 16),
  pin_hash             bytea       not null check (octet_length(pin_hash) = 32),
  issued_at            timestamptz not null,
  wrong_in_a_row       integer     not null default 0 check (wrong_in_a_row between 0 and 5),
  wrong_in_all         integer     not null default 0 check (wrong_in_all between 0 and 100),
  -- How many stood in a row when the card last opened: told to its holder.
  wrong_before_sign_in integer     not null default 0 check (wrong_before_sign_in between 0 and 5)
);

-- A number leads to its resident through its hash alone; a number that was given once is never given again.
create table identity.card_directory (
  number_hash bytea not null primary key check (octet_length(number_hash) = 32),
  resident_id uuid  not null
);

-- Cards that are good no more: an older database that comes back must not make them good again, so each is an entry of
-- the stop journal, too.
create table identity.ended_cards (
  number_hash bytea       not null primary key check (octet_length(number_hash) = 32),
  resident_id uuid        not null,
  end_id      uuid        not null,
  ended_at    timestamptz not null
);
create index ended_cards_by_end on identity.ended_cards (end_id);

grant select, insert, update, delete on identity.cards to azukari_personal;
grant select, insert on identity.card_directory, identity.ended_cards to azukari_personal;

-- A stop by whoever has the number of a card. The rows there are satisfy it; validated later, not under this lock.
alter table consent.acts
  drop constraint acts_channel_check,
  add constraint acts_channel_check check (channel in ('web', 'demo-seed', 'restore', 'card', 'counter')) not valid;
