-- The key store: a database of its own, on a cluster of its own, so that no key is ever in the data's dump or WAL.
-- Keys lie here wrapped by a city key, which is in no database.

create schema keystore;

-- Three keys for each owner: values, identity, and records (what the law makes us keep). Deleting the rows is erasure.
create table keystore.owner_keys (
  owner_id    uuid        not null,
  kind        text        not null check (kind in ('values', 'identity', 'records')),
  generation  smallint    not null check (generation between 1 and 255),
  city_key_id text        not null,
  wrapped     bytea       not null check (octet_length(wrapped) = 60),
  created_at  timestamptz not null,
  primary key (owner_id, kind, generation)
);
create index owner_keys_city_key on keystore.owner_keys (city_key_id);

-- Keys of the installation itself, such as the one that signs tokens.
create table keystore.service_keys (
  name        text        not null primary key,
  city_key_id text        not null,
  wrapped     bytea       not null,
  created_at  timestamptz not null
);

grant usage on schema keystore to azukari_keystore;
grant select, insert, update, delete on keystore.owner_keys to azukari_keystore;
grant select, insert, update on keystore.service_keys to azukari_keystore;
