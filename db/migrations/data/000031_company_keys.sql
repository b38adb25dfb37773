-- Companies register their programs themselves, and change the keys of these one after the other.

-- How the company calls it; null for one that was registered by the city.
alter table identity.clients add column name text check (length(name) between 1 and 60);

-- What is known of a key beside the key itself, which stands in identity.clients while it is good. A key that was retired
-- never becomes good again, under whatever name it comes.
create table identity.client_keys (
  client_id    text        not null references identity.clients,
  key_id       text        not null check (length(key_id) between 1 and 64),
  -- RFC 7638, of the public key.
  thumbprint   text        not null check (length(thumbprint) = 43),
  added_at     timestamptz,
  -- The day on which a token was last got with it, and no more.
  last_used_on date,
  retired_at   timestamptz,
  primary key (client_id, key_id)
);

grant select, insert, update on identity.client_keys to azukari_personal;
