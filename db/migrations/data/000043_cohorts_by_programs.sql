-- A program of the city prepares cohorts, too: what was made or revoked says by whom, one of the staff or a program.

alter table joining.cohorts
  alter column made_by drop not null,
  add column made_by_program text,
  add check (num_nonnulls(made_by, made_by_program) = 1);

alter table joining.briefings
  alter column made_by drop not null,
  add column made_by_program text,
  add check (num_nonnulls(made_by, made_by_program) = 1);

alter table joining.codes
  alter column made_by drop not null,
  add column made_by_program text,
  add column revoked_by_program text,
  add check (num_nonnulls(made_by, made_by_program) = 1),
  drop constraint codes_check1,
  add check (num_nonnulls(revoked_by, revoked_by_program) = (revoked_at is not null)::int);
grant update (revoked_by_program) on joining.codes to azukari_personal;
