import { hasReached, localDayOf } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident } from './find-resident.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'

/** Under which age nobody joins or agrees alone, where the city has set none: who is of age (民法4条). */
const joinAloneAgeByDefault = 18

type City = Pick<Tenant, 'clock' | 'joinAloneAge'>

/** May somebody of this date of birth join, and agree, by themselves today? */
export function isOldEnough(
  { clock, joinAloneAge = joinAloneAgeByDefault }: City,
  { birthDate }: Pick<ResidentIdentity, 'birthDate'>,
): boolean {
  return hasReached(joinAloneAge, birthDate, localDayOf(clock.now()))
}

/** The same of a resident, whoever took them in. Of whom no date of birth can be read it is a no. */
export async function mayAgreeAlone(
  city: City & Pick<Tenant, 'keys'> & { database: Queryable },
  residentId: ResidentId,
): Promise<boolean> {
  const resident = await findResident(city, residentId)
  return resident !== undefined && isOldEnough(city, resident.identity.reveal())
}
