import { refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { leaveNotices } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  findResident,
  mergedInto,
  type LifeEventId,
  type Resident,
  type TwoPeopleShownBy,
} from '../residents/index.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import type { DoingRefusal } from './by-two/kind-of-request.ts'
import { askSecond } from './by-two/requests.ts'

/** An entry that was merged into that of whoever is attended to. */
export interface MergedAtDesk {
  mergeId: LifeEventId
  mergedAt: Date
  identity: Resident['identity']
}

/**
 * Every entry that was merged into that of whoever is attended to, with whose it was: the look is in its own record, too, before
 * anything of it is read.
 */
export async function lookAtMerged(tenant: Tenant, attendance: Attendance): Promise<MergedAtDesk[]> {
  const entries = await mergedInto(tenant.database, attendance.residentId)
  await inTransaction(tenant.database, async (client) => {
    for (const { residentId } of entries)
      await noteDeed(tenant, client, { ...attendance, residentId, reason: 'merge' }, 'found')
    const whom = entries.map(({ residentId }) => residentId)
    await leaveNotices(client, whom, { kind: 'looked-up' }, tenant.clock.now())
  })
  const read = entries.map(async ({ residentId, mergeId, mergedAt }) => {
    const identity = (await findResident(tenant, residentId))?.identity
    return identity ? [{ mergeId, mergedAt, identity }] : []
  })
  return (await Promise.all(read)).flat()
}

/** Asks for it: the entry of that merging is somebody else's. Another member of staff confirms it. */
export async function askToUndo(
  tenant: Tenant,
  attendance: Attendance,
  { mergeId, shownBy }: { mergeId: LifeEventId; shownBy: TwoPeopleShownBy },
  now = systemClock.now(),
): Promise<{ ok: true } | Refusal<DoingRefusal | 'asked-already' | 'choose-again' | 'nobody-attended'>> {
  const entries = await mergedInto(tenant.database, attendance.residentId)
  const chosen = entries.find((entry) => entry.mergeId === mergeId)
  if (!chosen) return refuse('choose-again')
  const detail = { kind: 'merged-in-error', duplicate: chosen.residentId, shownBy } as const
  return askSecond(tenant, attendance, detail, now)
}
