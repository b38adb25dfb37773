-- In which column of its file a line could not be read, so that nobody has to guess it from the reason. A column's name is ours,
-- and nothing of what stood there. The table has few rows, those that were left out of the last files.
alter table residents.bulk_lines
  add column field text check (field ~ '^[a-zA-Z]{3,40}$'),
  add check (field is null or because is not null);
