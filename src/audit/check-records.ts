import { eventsAfter } from '../consent/index.ts'
import { provisionsAfter } from '../exchange/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { commitmentOf, findCommitments, type LeafKind } from '../proof/index.ts'

/** What does not hold of one record. It is named by its own id, which is no person's. */
export interface RecordFault {
  because:
    /** The log has no leaf of it, and none waits: it was added, or its leaf taken away. */
    | 'not-in-the-log'
    /** It is not what the log has the hash of: it was changed after it was written. */
    | 'record-changed'
    /** What stands beside the record as its hash is not the log's. */
    | 'commitment-changed'
    /** Its keys are gone, and nothing says that they were destroyed. */
    | 'cannot-be-opened'
  kind: LeafKind
  leafId: string
}

type CommittedRecord = Awaited<ReturnType<typeof eventsAfter>>[number] & { commitment?: Buffer }
type Walk = (
  database: Queryable,
  after: CommittedRecord['residentId'] | null,
  atOnce: number,
) => Promise<CommittedRecord[]>

const walks: Readonly<Record<LeafKind, Walk>> = { 'consent-event': eventsAfter, provision: provisionsAfter }
const residentsAtOnce = 200
const faultsNamed = 100

/** Holds every record against its leaf, resident after resident. `logged`: how many of the first `size` leaves have one. */
export async function checkRecords(
  tenant: Pick<Tenant, 'database' | 'keys'>,
  size: number,
  onProgress: (records: number) => void = () => undefined,
): Promise<{ records: number; logged: number; faults: RecordFault[] }> {
  const found = { records: 0, logged: 0, faults: [] as RecordFault[] }
  for (const [kind, walk] of Object.entries(walks) as [LeafKind, Walk][]) {
    let after: CommittedRecord['residentId'] | null = null
    while (found.faults.length < faultsNamed) {
      const records: CommittedRecord[] = await walk(tenant.database, after, residentsAtOnce)
      const last = records.at(-1)
      if (!last) break
      after = last.residentId
      const { indexes, faults } = await checkSome(tenant, kind, records)
      found.records += records.length
      found.logged += indexes.filter((index) => index < size).length
      found.faults.push(...faults)
      onProgress(found.records)
    }
  }
  return { ...found, faults: found.faults.slice(0, faultsNamed) }
}

async function checkSome(
  { database, keys }: Pick<Tenant, 'database' | 'keys'>,
  kind: LeafKind,
  records: readonly CommittedRecord[],
): Promise<{ indexes: number[]; faults: RecordFault[] }> {
  const owners = await keys.findMany([...new Set(records.map(({ residentId }) => residentId))])
  const commitments = await findCommitments(
    database,
    records.map(({ leafId }) => leafId),
  )
  const faults = records.flatMap((record) => {
    const because = faultOf(
      kind,
      record,
      owners.get(record.residentId),
      commitments.get(record.leafId)?.commitment,
    )
    return because ? [{ because, kind, leafId: record.leafId }] : []
  })
  const indexes = [...commitments.values()].flatMap(({ index }) => (index === null ? [] : [index]))
  return { indexes, faults }
}

function faultOf(
  kind: LeafKind,
  { leafId, record, commitment }: CommittedRecord,
  keys: OwnerKeys | undefined,
  logged: Buffer | undefined,
): RecordFault['because'] | undefined {
  if (!logged) return 'not-in-the-log'
  if (commitment && !commitment.equals(logged)) return 'commitment-changed'
  if (!keys?.has('records')) return 'cannot-be-opened'
  return commitmentOf(keys, kind, leafId, record).equals(logged) ? undefined : 'record-changed'
}
