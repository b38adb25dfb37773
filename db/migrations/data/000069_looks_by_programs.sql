-- A program of the city that sends a file of residents learns who of them takes part, also where it only tries. That stands in
-- the resident's record under the program's name, as the look of a member of staff does under theirs.
alter table counter.look_ups
  alter column staff_id drop not null,
  add column program_id text,
  add constraint look_ups_by_one check (num_nonnulls(staff_id, program_id) = 1) not valid;
