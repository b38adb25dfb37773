-- A signed paper that two have confirmed and of which nothing came, for the resident had agreed already or said no since, is used
-- up like one that counted. Only the resident reads why.
create table consent.spent_papers (
  resident_id uuid        not null,
  -- Of the act that it would have been.
  act_id      uuid        not null,
  -- SHA-256 of the paper, hashed once more under the resident's own key, as in consent.acts.
  paper_hash  bytea       not null check (octet_length(paper_hash) = 32),
  spent_at    timestamptz not null,
  primary key (resident_id, act_id),
  unique (resident_id, paper_hash)
);
grant select, insert on consent.spent_papers to azukari_personal;

-- The rows there are satisfy it.
alter table counter.look_ups
  drop constraint look_ups_did_check,
  add constraint look_ups_did_check check (did in
    ('found', 'attended', 'joined', 'identity-checked', 'card-asked', 'card-confirmed', 'card-handed',
     'card-looked-at', 'stopped', 'left', 'came-back', 'request-asked', 'request-looked-at', 'request-confirmed',
     'request-refused', 'request-withdrawn', 'agreed', 'letter-addressed', 'address-entered', 'request-in-vain',
     'paper-agreed-already', 'paper-answered-since')) not valid;
