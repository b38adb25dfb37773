/** A desk of the counter at which somebody's death is reported. */
import {
  askSecond,
  requestsOf,
  type Attendance,
  type RequestDetail,
  type RequestId,
} from '../../src/counter/index.ts'
import type { LocalDay } from '../../src/kernel/index.ts'
import { standsOf, type ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { agree, answersOf, aResident } from './city.ts'
import { aClerkOf } from './clerks.ts'
import type { TestTenant } from './tenant.ts'

export const death = {
  kind: 'died',
  reporter: 'relative',
  document: 'death-certificate',
  day: '2026-11-18' as LocalDay,
} as const satisfies RequestDetail

/** In this city, where residents allow this use. */
export function deathDesk(city: TestTenant, use: Use) {
  async function attended(): Promise<Attendance> {
    const residentId = await aResident(city)
    await agree(city, residentId, use)
    return { ...(await aClerkOf(city)), residentId, reason: 'death' }
  }

  /** Asked for, and its number. */
  async function asked(attendance: Attendance, detail: RequestDetail = death): Promise<RequestId> {
    const outcome = await askSecond(city, attendance, detail)
    if (!outcome.ok) throw new Error(outcome.because)
    return (await requestsOf(city, attendance))[0]!.requestId
  }

  const given = async (residentId: ResidentId) => Object.values(await answersOf(city, residentId))
  const standingOf = async (residentId: ResidentId) => (await standsOf(city.database, residentId))?.standing
  return { attended, asked, given, standingOf }
}
