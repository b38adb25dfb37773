-- A resident says no at the counter, and types a PIN there that is not taken. The rows there are satisfy the check; a service of the
-- version before that runs beside reads either as a step of the staff.
alter table counter.look_ups
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn', 'agreed', 'letter-addressed', 'address-entered', 'request-in-vain',
     'paper-agreed-already', 'paper-answered-since', 'card-ended', 'card-and-ways-ended', 'refused',
     'pin-wrong')) not valid;
