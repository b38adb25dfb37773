-- Which city keys there are, and which may wrap new keys. During a rotation the older ones no longer may, so a process
-- that still holds the old ring cannot go on wrapping by a key that is about to be given up; and because a wrapped key
-- points at its city key, none is given up while anything is wrapped by it.

create table keystore.city_keys (
  city_key_id text    not null primary key,
  wraps       boolean not null
);

insert into keystore.city_keys
  select city_key_id, true
    from (select city_key_id from keystore.owner_keys union select city_key_id from keystore.service_keys) as used;

alter table keystore.owner_keys add foreign key (city_key_id) references keystore.city_keys;
alter table keystore.service_keys add foreign key (city_key_id) references keystore.city_keys;

grant select, insert, update, delete on keystore.city_keys to azukari_keystore;
