import type { Queryable } from '../../platform/database/index.ts'

/** Measured by the database's own clock, which is the same for everybody. */
export const sequencerLeaseMs = 5_000

/** The token of the new holder; undefined while another holds the lease. */
export async function takeLease(database: Queryable): Promise<number | undefined> {
  const { rows } = await database.query<{ token: number }>(
    `update proof.sequencer
        set token = token + 1, lease_until = clock_timestamp() + $1 * interval '1 millisecond'
      where lease_until < clock_timestamp()
     returning token::float8 as token`,
    [sequencerLeaseMs],
  )
  return rows[0]?.token
}

/**
 * Whether this token is still the newest; then its lease is renewed and, until the transaction ends, nobody else
 * appends. That it had run out does not matter, as long as nobody took it.
 */
export async function renewLease(client: Queryable, token: number): Promise<boolean> {
  const { rowCount } = await client.query(
    `update proof.sequencer set lease_until = clock_timestamp() + $2 * interval '1 millisecond' where token = $1`,
    [token, sequencerLeaseMs],
  )
  return rowCount === 1
}

/** A token larger than `other`, in the place of this one; undefined when this one is no longer the newest. */
export async function raiseToken(
  database: Queryable,
  token: number,
  other: number,
): Promise<number | undefined> {
  const { rows } = await database.query<{ token: number }>(
    `update proof.sequencer set token = greatest(token, $2 + 1) where token = $1 returning token::float8 as token`,
    [token, other],
  )
  return rows[0]?.token
}

/** So that another need not wait for it to run out. */
export async function endLease(database: Queryable, token: number): Promise<void> {
  await database.query(`update proof.sequencer set lease_until = '-infinity' where token = $1`, [token])
}

/** Whoever holds the lease finds at its next batch that it no longer does, and asks for it anew. */
export async function endEveryLease(client: Queryable): Promise<void> {
  await client.query(`update proof.sequencer set token = token + 1, lease_until = '-infinity'`)
}
