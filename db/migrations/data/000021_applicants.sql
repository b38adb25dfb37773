-- A company that has registered itself is an applicant: it may try the sandbox, and is served nothing, until the city has
-- looked and signed a contract.

alter table vendors.vendors
  drop constraint vendors_standing_check,
  add constraint vendors_standing_check check (standing in ('applicant', 'active', 'suspended', 'ended'));
