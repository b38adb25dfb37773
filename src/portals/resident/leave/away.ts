import type { LocalDay } from '../../../kernel/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { canComeBack, lastDayOf, standsOf, type ResidentId } from '../../../residents/index.ts'

/** Somebody who has left or moved away: to them nothing is offered that would be refused. */
export interface Away {
  why: 'leaving' | 'moved-away'
  /** The last day on which they may take part again. */
  until: LocalDay
  /** Between that day and the erasure nobody can any more. */
  mayReturn: boolean
}

/** Undefined for whoever takes part. */
export async function awayOf(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  residentId: ResidentId,
): Promise<Away | undefined> {
  const { standing, eraseAt = null } = (await standsOf(database, residentId)) ?? {}
  if (eraseAt === null || (standing !== 'leaving' && standing !== 'moved-away')) return undefined
  return { why: standing, until: lastDayOf(eraseAt), mayReturn: canComeBack(eraseAt, clock.now()) }
}
