-- How an authenticator calls a resident's passkey, sealed under their key as its name is: so that a browser makes no second one
-- where there is one. Passkeys from before have none.
alter table identity.passkey_names
  add column credential_id bytea,
  add constraint passkey_names_credential_id_check check (octet_length(credential_id) <= 1600) not valid;
