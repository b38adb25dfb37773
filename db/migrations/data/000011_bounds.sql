-- What reads turned out to need: a company that asks for news, a stop that waits, and the clock that looks for previews
-- whose time is over went through all there was. And the second lock on what is staged, too: it holds the same bodies.

create index days_by_change on vault.days (resident_id, item, changed_xid);
create index sendings_of_provision on exchange.sendings (resident_id, provision_id);
create index imports_waiting on vault.imports (expires_at) where state in ('reading', 'preview');

alter table vault.staged_envelopes enable row level security;
create policy own_pages on vault.staged_envelopes
  using (resident_id = nullif(current_setting('azukari.resident_id', true), '')::uuid);
