/** A desk of the counter at which somebody's signed paper for this use is entered. */
import type { Attendance } from '../../src/counter/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { answersOf, aResident } from './city.ts'
import { aClerkOf } from './clerks.ts'
import type { TestTenant } from './tenant.ts'

export function paperDesk(city: TestTenant, use: Use) {
  const steps = (of = use) => ({
    ...{ useId: of.useId, versionShown: of.version },
    items: ['activity.steps' as const],
  })

  async function attended(): Promise<Attendance> {
    return { ...(await aClerkOf(city)), residentId: await aResident(city), reason: 'agree' }
  }

  const given = (residentId: ResidentId) => answersOf(city, residentId)
  return { steps, attended, given }
}
