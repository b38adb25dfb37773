-- The codes of items, so that other tables can point at them. Words, units and tiers are in src/catalog/items.ts,
-- from which `azukari migrate` fills this table. A code is never removed.

create schema catalog;

create table catalog.items (
  code text not null primary key check (code ~ '^[a-z]+(\.[a-z-]+)+$'),
  tier text not null check (tier in ('G0', 'P1', 'P2', 'H1', 'H2', 'H3'))
);

grant usage on schema catalog to azukari_personal;
grant select on catalog.items to azukari_personal;
