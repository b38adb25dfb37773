import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { toBase64 } from '../bytes.ts'
import type { Opening } from '../commitment.ts'
import { newestCosigned } from '../log/cosigned.ts'
import { proveInclusion } from '../log/read-log.ts'
import { selectCheckpoint, selectIndex, selectLogKeys } from '../log/log-store.ts'
import { promisedWithinMs, type Evidence } from './evidence.ts'

/** What was decided before there was a log waits from its beginning. */
function promiseOf(queuedAt: Date, begun: Date | null): Date {
  return new Date(Math.max(queuedAt.getTime(), begun?.getTime() ?? 0) + promisedWithinMs)
}

/** Evidence for records of one person, as the log stands now. */
export async function gatherEvidence(
  database: Queryable,
  openings: readonly (Opening & { queuedAt: Date })[],
): Promise<Evidence> {
  const checkpoint = await checkpointFor(database, openings)
  const begun = (await selectLogKeys(database))[0]?.since ?? null
  const leaves = []
  for (const { kind, leafId, record, salt, queuedAt } of openings) {
    const inclusion = await inclusionOf(database, leafId, checkpoint?.size ?? 0)
    leaves.push({
      kind,
      leafId,
      record: z.record(z.string(), z.json()).parse(record),
      salt: toBase64(salt),
      inclusion,
      promisedBy: inclusion ? null : promiseOf(queuedAt, begun).toISOString(),
    })
  }
  return { checkpoint: checkpoint?.note ?? null, leaves }
}

/**
 * One that a witness has cosigned, where it covers every leaf: it says more than the newest. Read before the leaves: one
 * that is found behind it is told as still waiting.
 */
async function checkpointFor(database: Queryable, openings: readonly Opening[]) {
  const newest = await selectCheckpoint(database)
  const cosigned = await newestCosigned(database)
  if (!cosigned.ok) return newest
  for (const { leafId } of openings)
    if (((await selectIndex(database, leafId)) ?? Infinity) >= cosigned.size) return newest
  return cosigned
}

async function inclusionOf(database: Queryable, leafId: string, size: number) {
  const index = await selectIndex(database, leafId)
  if (index === undefined || index >= size) return null
  const proof = await proveInclusion(database, { index, size })
  if (!proof.ok) throw new Error('the log does not reach to its own checkpoint')
  return { index, path: proof.path.map(toBase64) }
}
