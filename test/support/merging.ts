/** Two entries of one person, and two of the staff who say so. */
import { randomUUID } from 'node:crypto'
import { grantsOf } from '../../src/consent/index.ts'
import { merge } from '../../src/leaving/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { UseId } from '../../src/review/index.ts'
import { aResident } from './city.ts'

export const two = () => ({ staffId: randomUUID(), secondStaffId: randomUUID() })

export function mergeTwo(city: Tenant, remaining: ResidentId, duplicate: ResidentId) {
  return merge(city, { remaining, duplicate }, two())
}

export async function twoEntriesIn(city: Tenant) {
  return { remaining: await aResident(city), duplicate: await aResident(city) }
}

/** How their steps stand in this use. */
export async function stepsOf(city: Tenant, residentId: ResidentId, useId: UseId) {
  const grants = await grantsOf(city, residentId)
  return grants.find((grant) => grant.useId === useId && grant.item === 'activity.steps')?.state
}
