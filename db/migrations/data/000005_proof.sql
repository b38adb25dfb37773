-- Commitments that wait to become leaves of the transparency log. Insert only: no service can take one back.

create schema proof;

create table proof.pending_leaves (
  resident_id uuid        not null,
  leaf_id     uuid        not null,
  kind        text        not null check (kind in ('consent-event', 'provision')),
  commitment  bytea       not null check (octet_length(commitment) = 32),
  queued_at   timestamptz not null,
  primary key (resident_id, leaf_id)
);

grant usage on schema proof to azukari_personal;
grant select, insert on proof.pending_leaves to azukari_personal;
