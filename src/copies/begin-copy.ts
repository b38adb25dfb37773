import type { RecentProof } from '../identity/index.ts'
import { newId, refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { CopyRefusal } from './refusals.ts'
import { dayBefore, refuseCopy } from './rules.ts'
import {
  countCopies,
  deleteUnderWay,
  insertCopy,
  isUnderWay,
  lockCopies,
  selectCopies,
  type CopyId,
} from './store.ts'

/** Before the first byte: the act and the notice, in one transaction. Whoever begins one ends it (`endCopy`). */
export async function beginCopy(
  { database, clock, processId }: Pick<Tenant, 'database' | 'clock' | 'processId'>,
  { residentId }: RecentProof<'export'>,
  sessionHash: Buffer,
): Promise<{ ok: true; copyId: CopyId } | Refusal<CopyRefusal>> {
  return inTransaction(database, async (client) => {
    await lockCopies(client, residentId)
    const now = clock.now()
    const taken = await countCopies(client, residentId, dayBefore(now))
    const because = refuseCopy(taken, await isUnderWay(client, residentId))
    if (because) return refuse(because)
    const copyId = newId<CopyId>()
    await insertCopy(client, residentId, { copyId, sessionHash, begunAt: now, processId })
    await leaveNotice(client, residentId, { kind: 'data-taken-out' }, now)
    return { ok: true, copyId } as const
  })
}

/** It has left, or broke off. */
export function endCopy(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  copyId: CopyId,
): Promise<void> {
  return deleteUnderWay(database, residentId, copyId)
}

/** When they took one out, newest first, at most `limit`. */
export function copiesOf({ database }: Pick<Tenant, 'database'>, residentId: ResidentId, limit: number) {
  return selectCopies(database, residentId, limit)
}
