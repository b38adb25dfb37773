-- The check of the migration before, which locked no table while it was read: what was there before is at most five.
alter table identity.cards validate constraint cards_wrong_before_sign_in_check;
