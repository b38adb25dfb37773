import type { Tenant } from '../platform/tenant.ts'
import { checkTree, countOverdue, findOverdue, promisedWithinMs, type TreeFault } from '../proof/index.ts'
import { checkRecords, type RecordFault } from './check-records.ts'

export interface Audit {
  /** How many leaves the log has. */
  leaves: number
  /** How many consent events and provisions were held against it. */
  records: number
  /** Leaves of which the record was lost when an older database came back: known, and no fault. */
  lost: number
  /** Leaves of which the record is gone, and nobody knows why. */
  withoutRecord: number
  /** Commitments that wait longer than their receipts promise. */
  overdue: number
  /** Which they are, of so many. */
  overdueLeaves: Pick<RecordFault, 'kind' | 'leafId'>[]
  faults: (TreeFault | RecordFault)[]
}

const overdueNamed = 100

/** Whether everything holds. */
export function isWhole({ withoutRecord, overdue, faults }: Audit): boolean {
  return withoutRecord === 0 && overdue === 0 && faults.length === 0
}

/**
 * Holds the whole log against itself, against the records it speaks of, and against `outside`: checkpoints that were kept
 * elsewhere. While the city is at work, too: what is logged meanwhile is not looked at.
 */
export async function checkLog(
  tenant: Pick<Tenant, 'database' | 'keys' | 'clock'>,
  outside: readonly string[],
  onProgress: (what: 'leaves' | 'records', count: number) => void = () => undefined,
): Promise<Audit> {
  const promisedBefore = new Date(tenant.clock.now().getTime() - promisedWithinMs)
  const overdue = await countOverdue(tenant.database, promisedBefore)
  const overdueLeaves = await findOverdue(tenant.database, promisedBefore, overdueNamed)
  // The tree before the records: a leaf has its record already when it is queued.
  const tree = await checkTree(tenant, outside, (leaves) => onProgress('leaves', leaves))
  const { records, logged, lost, faults } = await checkRecords(tenant, tree.size, (count) =>
    onProgress('records', count),
  )
  return {
    leaves: tree.size,
    records,
    lost,
    withoutRecord: tree.size - logged - lost,
    overdue,
    overdueLeaves,
    faults: [...tree.faults, ...faults],
  }
}
