import { localDayOf, refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectBriefing } from './briefing-store.ts'
import { lockCohort, selectCohorts, updateErased, type BriefingId, type CohortId } from './cohort-store.ts'
import { deleteMember, insertMember, updateLeft } from './member-store.ts'
import { hasRoom } from './rules.ts'

/** A place in a cohort that is kept until the transaction ends. */
export interface Place {
  cohortId: CohortId
  briefingId: BriefingId | null
}

/** A place at a briefing of today, for who joins there; in the caller's transaction. */
export async function keepPlaceAtBriefing(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  briefingId: BriefingId,
): Promise<{ ok: true; place: Place } | Refusal<'not-today' | 'cohort-closed' | 'cohort-full'>> {
  const found = await selectBriefing(client, briefingId)
  if (!found) return refuse('not-today')
  const { cohortId } = found
  // Of those who ask at the same moment one is looked at after the other, and after whoever changes it.
  await lockCohort(client, cohortId)
  const today = localDayOf(clock.now())
  if ((await selectBriefing(client, briefingId))?.heldOn !== today) return refuse('not-today')
  const [cohort] = await selectCohorts(client, cohortId)
  if (cohort && cohort.closedAt !== null) return refuse('cohort-closed')
  return cohort && hasRoom(cohort, today)
    ? { ok: true, place: { cohortId, briefingId } }
    : refuse('cohort-full')
}

/** Takes the place that was kept, in the same transaction. */
export function takePlace(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  residentId: ResidentId,
  place: Place,
): Promise<void> {
  return insertMember(client, { residentId, ...place, joinedAt: clock.now() })
}

/** By their wish. What they have deposited and agreed to stays as it is. */
export function leaveCohort(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  residentId: ResidentId,
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  return inTransaction(database, async (client) => {
    if (!(await updateLeft(client, residentId, clock.now()))) return refuse('no-cohort')
    await leaveNotice(client, residentId, { kind: 'cohort-left' }, clock.now())
    return { ok: true }
  })
}

/** Of somebody who has erased everything, in the caller's transaction: that there was one is counted. */
export async function forgetMember(client: Queryable, residentId: ResidentId): Promise<void> {
  const cohortId = await deleteMember(client, residentId)
  if (cohortId) await updateErased(client, cohortId)
}
