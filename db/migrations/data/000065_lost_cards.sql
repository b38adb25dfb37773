-- A member of staff ends a lost card: alone, or with every other way in. The rows there are satisfy it.
alter table counter.look_ups
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn', 'agreed', 'letter-addressed', 'address-entered', 'request-in-vain',
     'paper-agreed-already', 'paper-answered-since', 'card-ended', 'card-and-ways-ended')) not valid;
