-- Letters to who wants them: what waits, what was printed by whom, and what came back.

-- By letter, or by letter where no mail gets through. The rows there are satisfy it.
alter table notices.wishes drop constraint wishes_way_check;
alter table notices.wishes add constraint wishes_way_check check
  (way in ('here', 'mail', 'mail-or-letter', 'letter')) not valid;

-- One letter for all there is to read since. What it says is made when it is printed.
create table notices.letters (
  resident_id  uuid        not null primary key,
  since        timestamptz not null,
  -- Somebody prints it; who dies meanwhile lets it go then.
  leased_until timestamptz,
  -- Why it cannot be sent until its resident has been asked.
  held_because text        check (held_because in ('no-address', 'came-back'))
);
create index letters_by_time on notices.letters (since, resident_id);

create schema letters;

create table letters.prints (
  number     integer     not null primary key check (number >= 1),
  staff_id   uuid        not null,
  letters    integer     not null check (letters between 1 and 200),
  printed_at timestamptz not null
);

-- Whose letter was which of a print, and since when it tells.
create table letters.printed (
  resident_id uuid        not null,
  number      integer     not null,
  place       integer     not null check (place between 1 and 200),
  since       timestamptz not null,
  primary key (resident_id, number)
);
create index printed_by_number on letters.printed (number, place);

-- What became of a print: printed once more, or that one of its letters came back.
create table letters.acts (
  act_id      uuid        not null primary key,
  number      integer     not null,
  kind        text        not null check (kind in ('printed-again', 'came-back')),
  place       integer     check (place between 1 and 200),
  staff_id    uuid        not null,
  happened_at timestamptz not null,
  check ((kind = 'came-back') = (place is not null))
);
create unique index came_back_once on letters.acts (number, place) where kind = 'came-back';

alter table counter.look_ups
  drop constraint look_ups_reason_check,
  add constraint look_ups_reason_check check (reason in
    ('question', 'join', 'card', 'identity', 'stop', 'leave', 'death', 'agree', 'letter')) not valid,
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn', 'agreed', 'letter-addressed', 'address-entered')) not valid;

grant usage on schema letters to azukari_personal;
grant select, insert, update, delete on notices.letters to azukari_personal;
grant select, insert on letters.prints, letters.printed, letters.acts to azukari_personal;
