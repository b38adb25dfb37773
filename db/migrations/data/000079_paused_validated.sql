-- The checks of the migration before, which locked no table while it was read: they hold for what was there before, too.
alter table consent.acts validate constraint acts_kind_check;
alter table consent.acts validate constraint acts_agreed_check;
alter table consent.events validate constraint events_kind_check;
alter table consent.events validate constraint events_check;
alter table consent.events validate constraint events_paused_check;
alter table consent.grants validate constraint grants_state_check;
alter table consent.grants validate constraint grants_paused_check;
alter table exchange.refusals validate constraint refusals_because_check;
