import { z } from 'zod'
import type { StaffId } from '../identity/index.ts'
import { localDayOf, newId, refuse, type LocalDay, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertBriefing, selectBriefings, updateCame } from './briefing-store.ts'
import {
  countCohorts,
  insertCohort,
  lockCohort,
  lockCohorts,
  selectCohorts,
  type BriefingId,
  type CohortId,
} from './cohort-store.ts'
import { decideCohort, isDayOf, most } from './rules.ts'

/** A name of a cohort, or of a place: one line of what can be seen. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u)

export interface TypedCohort {
  name: string
  places: number
  fromDay: LocalDay
  untilDay: LocalDay
}

export function makeCohort(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  by: StaffId,
  cohort: TypedCohort,
): Promise<{ ok: true; cohortId: CohortId } | Refusal<'bad-days' | 'too-many-cohorts'>> {
  const now = clock.now()
  const decided = decideCohort(cohort, localDayOf(now))
  if (!decided.ok) return Promise.resolve(decided)
  return inTransaction(database, async (client) => {
    await lockCohorts(client)
    if ((await countCohorts(client)) >= most.cohorts) return refuse('too-many-cohorts')
    const cohortId = newId<CohortId>()
    await insertCohort(client, { ...cohort, cohortId, madeBy: by, madeAt: now })
    return { ok: true, cohortId }
  })
}

export function addBriefing(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  by: StaffId,
  briefing: { cohortId: CohortId; heldOn: LocalDay; place: string; places: number },
): Promise<{ ok: true; briefingId: BriefingId } | Refusal<'no-cohort' | 'bad-day' | 'too-many-briefings'>> {
  const now = clock.now()
  return inTransaction(database, async (client) => {
    await lockCohort(client, briefing.cohortId)
    const [cohort] = await selectCohorts(client, briefing.cohortId)
    if (!cohort) return refuse('no-cohort')
    if (!isDayOf(cohort, briefing.heldOn, localDayOf(now))) return refuse('bad-day')
    if ((await selectBriefings(client, briefing.cohortId)).length >= most.briefingsOfOne)
      return refuse('too-many-briefings')
    const briefingId = newId<BriefingId>()
    await insertBriefing(client, { ...briefing, briefingId, madeBy: by, madeAt: now })
    return { ok: true, briefingId }
  })
}

/** How many came to a briefing: a number, and nobody's name. */
export async function countWhoCame(
  { database }: Pick<Tenant, 'database'>,
  briefing: { cohortId: CohortId; briefingId: BriefingId; came: number },
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  return (await updateCame(database, briefing)) ? { ok: true } : refuse('no-cohort')
}
