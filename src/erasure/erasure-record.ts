import type { Queryable } from '../platform/database/index.ts'
import type { KeyKind } from '../platform/keys/index.ts'
import { commitmentTo } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectErasures, type Erasure } from './store.ts'

/** What the log holds the hash of. The sealed identity is no part of it: it goes with the records. */
export function commitmentOfErasure({ salt, ...erasure }: Erasure): Buffer {
  const { residentId, erasureId, number, keys, keptUntil, happenedAt } = erasure
  const record = {
    residentId,
    number,
    keys,
    keptUntil: keptUntil?.toISOString() ?? null,
    happenedAt: happenedAt.toISOString(),
  }
  return Buffer.from(commitmentTo({ kind: 'erasure', leafId: erasureId, record, salt }))
}

/** An erasure as it stands in the table, with the hash of it that the log should have. */
export interface CommittedErasure {
  residentId: ResidentId
  leafId: string
  keys: readonly KeyKind[]
  commitment: Buffer
}

/** Every erasure of the next residents after this one, in order; none when there are no more. */
export async function erasuresAfter(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
): Promise<CommittedErasure[]> {
  const erasures = await selectErasures(database, after, residentsAtOnce)
  return erasures.map((erasure) => ({
    residentId: erasure.residentId,
    leafId: erasure.erasureId,
    keys: erasure.keys,
    commitment: commitmentOfErasure(erasure),
  }))
}
