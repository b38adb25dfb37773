-- A consent may be paused: until a moment, or, where there is none, until its resident resumes it. A service of the version before
-- that runs beside takes the word for one it does not know, which is a no. The rows there are satisfy the checks.
alter table consent.acts
  drop constraint acts_kind_check,
  add constraint acts_kind_check check
    (kind in ('agreed', 'refused', 'stopped', 'undone', 'frozen', 'paused', 'resumed')) not valid,
  drop constraint acts_agreed_check,
  add constraint acts_agreed_check check (evidence is null or kind in ('agreed', 'resumed')) not valid;

-- What is paused keeps the end it has.
alter table consent.events
  add column paused_until timestamptz,
  drop constraint events_kind_check,
  add constraint events_kind_check check
    (kind in ('granted', 'refused', 'withdrawn', 'frozen', 'paused', 'resumed')) not valid,
  drop constraint events_check,
  add constraint events_check check
    ((kind in ('granted', 'paused', 'resumed')) = (until is not null)) not valid,
  add constraint events_paused_check check
    (paused_until is null or kind = 'paused' and isfinite(paused_until)) not valid;

-- Of what is not paused it says nothing: a service of the version before leaves it as it was.
alter table consent.grants
  add column paused_until timestamptz,
  drop constraint grants_state_check,
  add constraint grants_state_check check
    (state in ('granted', 'refused', 'withdrawn', 'frozen', 'paused')) not valid,
  add constraint grants_paused_check check
    (state <> 'paused' or (until is not null and isfinite(until)
                           and (paused_until is null or isfinite(paused_until)))) not valid;
create index grants_paused on consent.grants (use_id, paused_until) where state = 'paused';

create or replace view consent.door_grants as
  select resident_id, use_id, item, use_version, state, until, changed_xid, first_granted_xid, paused_until
    from consent.grants;

alter table exchange.refusals
  drop constraint refusals_because_check,
  add constraint refusals_because_check check (because in
    ('never-asked', 'refused', 'withdrawn', 'paused', 'expired', 'other-use', 'other-version', 'not-taking-part')) not valid;
