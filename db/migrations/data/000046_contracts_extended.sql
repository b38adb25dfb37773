-- A contract is extended, as often as the city says so: of a company there are several decisions, and the newest counts.
alter table vendors.decisions add column number integer not null default 1 check (number > 0);
alter table vendors.decisions drop constraint decisions_pkey;
alter table vendors.decisions add primary key (vendor_id, number);
alter table vendors.decisions drop constraint decisions_kind_check;
alter table vendors.decisions add constraint decisions_kind_check check (kind in ('accepted', 'turned-down', 'extended'));
alter table vendors.decisions drop constraint decisions_check1;
alter table vendors.decisions add constraint decisions_check1
  check ((kind in ('accepted', 'extended')) = (contract_until is not null));
