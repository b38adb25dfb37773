import { randomUUID } from 'node:crypto'
import type { StaffId } from '../../src/identity/index.ts'
import {
  addBriefing,
  makeCodes,
  makeCohort,
  type BriefingId,
  type CohortId,
  type InvitationCode,
  type MadeBy,
} from '../../src/joining/index.ts'
import { addDays, localDayOf, type LocalDay } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'

const someone: MadeBy = { staffId: randomUUID() as string as StaffId }

/** So many days from today, by the city's clock. */
export function dayFromNow({ clock }: Pick<Tenant, 'clock'>, days: number): LocalDay {
  return localDayOf(addDays(clock.now(), days))
}

/** A cohort from today on for a month. */
export async function aCohort(
  tenant: Tenant,
  { name = 'みほんモニター', places = 100, by = someone } = {},
): Promise<CohortId> {
  const days = { fromDay: dayFromNow(tenant, 0), untilDay: dayFromNow(tenant, 30) }
  const made = await makeCohort(tenant, by, { name, places, ...days })
  if (!made.ok) throw new Error(made.because)
  return made.cohortId
}

/** A briefing of today, unless told otherwise. */
export async function aBriefing(tenant: Tenant, cohortId: CohortId, inDays = 0): Promise<BriefingId> {
  const briefing = { cohortId, heldOn: dayFromNow(tenant, inDays), place: 'みほんセンター', places: 30 }
  const added = await addBriefing(tenant, someone, briefing)
  if (!added.ok) throw new Error(added.because)
  return added.briefingId
}

/** One code, good today. */
export async function aCode(
  tenant: Tenant,
  cohortId: CohortId,
  { goodFor = 1, inDays = 7 } = {},
): Promise<InvitationCode> {
  const wanted = { cohortId, codes: 1, goodFor, untilDay: dayFromNow(tenant, inDays) }
  const made = await makeCodes(tenant, someone, wanted)
  if (!made.ok || !made.codes[0]) throw new Error('no code was made')
  return made.codes[0].reveal()
}
