-- What witnesses of other installations have said of our checkpoints (C2SP tlog-cosignature): that they are consistent
-- with everything these saw before. Taken in only from keys that are set (AZUKARI_WITNESSES), one for each checkpoint and
-- witness, so that nobody can fill the table; never changed or deleted.

create table proof.cosignatures (
  size        bigint      not null references proof.checkpoints,
  -- 32 bytes of Ed25519: one key under two names is one witness.
  witness     bytea       not null check (octet_length(witness) = 32),
  -- The signature line as it stands under the note.
  line        text        not null check (line like '— %' and length(line) <= 1000),
  cosigned_at timestamptz not null,
  primary key (size, witness)
);

grant select, insert on proof.cosignatures to azukari_personal;
