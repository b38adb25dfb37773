import type { Queryable } from '../database/index.ts'
import type { JobIds, JobKind } from './task.ts'

/**
 * Promises a job. Through the client of a transaction it is queued when that transaction commits, and never otherwise.
 * With a `key` (made of ids) the same job waits only once. @throws when the task is unknown or the payload is not ids
 */
export async function enqueue<Ids extends JobIds>(
  client: Queryable,
  kind: JobKind<Ids>,
  ids: Ids,
  { key }: { key?: string } = {},
): Promise<void> {
  await client.query('select platform.enqueue_job($1, $2, $3)', [
    kind.name,
    JSON.stringify(kind.payload.parse(ids)),
    key ?? null,
  ])
}
