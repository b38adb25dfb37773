-- A contract that a program of the city sets is a decision, too, and says which one did.
alter table vendors.decisions alter column staff_id drop not null;
alter table vendors.decisions add column program_id text check (length(program_id) <= 100);
alter table vendors.decisions add check ((staff_id is null) = (program_id is not null));
alter table vendors.decisions drop constraint decisions_kind_check;
alter table vendors.decisions add constraint decisions_kind_check
  check (kind in ('accepted', 'turned-down', 'extended', 'contract-set'));
alter table vendors.decisions drop constraint decisions_check1;
alter table vendors.decisions add constraint decisions_check1
  check ((kind = 'turned-down') = (contract_until is null));
