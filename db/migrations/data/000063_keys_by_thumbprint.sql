-- Whether another program has signed with a key is asked at each token.
create index client_keys_by_thumbprint on identity.client_keys (thumbprint);
