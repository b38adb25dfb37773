-- The day that stands beside the signature on a paper, kept with the act. Acts from before say nothing of it.
alter table consent.acts
  add column signed_on date,
  add constraint acts_signed_on_check check (signed_on is null or evidence = 'paper') not valid;
