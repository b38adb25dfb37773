-- The transparency log: waiting commitments become leaves of a Merkle tree (RFC 9162), one after the other, by the login
-- `sequencer` alone. No service may change or delete a leaf, a subtree or a checkpoint; `sequencer` may take out of the
-- queue (000005) what it puts into the log.

create table proof.leaves (
  leaf_index bigint not null primary key check (leaf_index >= 0),
  leaf_id    uuid   not null unique,
  kind       text   not null check (kind in ('consent-event', 'provision')),
  commitment bytea  not null check (octet_length(commitment) = 32),
  -- No gap: each leaf stands behind the one before it.
  previous   bigint generated always as (nullif(leaf_index, 0) - 1) stored references proof.leaves
);

-- Every complete subtree above the leaves, of 2^level of them: from these, proofs are read.
create table proof.subtrees (
  level integer not null check (level > 0),
  index bigint  not null check (index >= 0),
  hash  bytea   not null check (octet_length(hash) = 32),
  primary key (level, index)
);

-- The public halves of the keys that sign checkpoints, in the order in which they came. All sign for one origin; each
-- but the first is endorsed by the one before it.
create table proof.log_keys (
  number      integer     not null primary key check (number > 0),
  origin      text        not null,
  public_key  bytea       not null check (octet_length(public_key) = 32),
  endorsement text        check ((number = 1) = (endorsement is null)),
  since       timestamptz not null
);

-- The signed head of the tree at one size. There is never a second one of the same size.
create table proof.checkpoints (
  size      bigint      not null primary key check (size > 0),
  note      text        not null,
  signed_at timestamptz not null,
  last_leaf bigint generated always as (size - 1) stored references proof.leaves
);

-- Who may append at present. Each new holder counts the token up, so that the one before, should it still live, finds
-- that it no longer is one; and every batch locks this row, so that two are never written beside each other.
create table proof.sequencer (
  only_row    boolean     not null primary key default true check (only_row),
  token       bigint      not null,
  lease_until timestamptz not null
);
insert into proof.sequencer (token, lease_until) values (0, '-infinity');

create index pending_leaves_by_leaf on proof.pending_leaves (leaf_id);

-- Where a commitment is, logged or still waiting, for other rooms to hold their records against.
create view proof.door_commitments as
  select leaf_id, kind, commitment, leaf_index from proof.leaves
   union all
  select leaf_id, kind, commitment, null from proof.pending_leaves;

grant usage on schema proof to azukari_sequencer;
grant select, delete on proof.pending_leaves to azukari_sequencer;
grant select, insert on proof.leaves, proof.subtrees, proof.log_keys, proof.checkpoints to azukari_sequencer;
grant select, update on proof.sequencer to azukari_sequencer;
grant select on proof.leaves, proof.subtrees, proof.log_keys, proof.checkpoints, proof.door_commitments
  to azukari_personal;
