import { erasurePlanOf } from '../../../erasure/index.ts'
import { addDays, localDayOf, type LocalDay } from '../../../kernel/index.ts'
import type { Reader } from '../../reader.ts'

export interface ErasePlanShown {
  /** Until when the law keeps the records of what was provided; null when there are none that it keeps. */
  keptUntil: LocalDay | null
  /** Until when copies of the key store are kept: after it nothing brings anything back. */
  copiesUntil: LocalDay
}

export async function erasePlanFor(
  { tenant, residentId }: Pick<Reader, 'tenant' | 'residentId'>,
  keyBackupDays: number,
): Promise<ErasePlanShown> {
  const { keptUntil } = await erasurePlanOf(tenant, residentId)
  return {
    keptUntil: keptUntil && localDayOf(keptUntil),
    copiesUntil: localDayOf(addDays(tenant.clock.now(), keyBackupDays)),
  }
}
