import { eventsAfter } from '../consent/index.ts'
import { provisionsAfter } from '../exchange/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { commitmentOf, findCommitments, type FoundCommitment, type LeafKind } from '../proof/index.ts'

/** What does not hold of one record. It is named by its own id, which is no person's. */
export interface RecordFault {
  because:
    /** The log has no leaf of it, and none waits: it was added, or its leaf taken away. */
    | 'not-in-the-log'
    /** It is not what the log has the hash of: it was changed after it was written. */
    | 'record-changed'
    /** What stands beside the record as its hash is not the log's, or the log says it is of another kind. */
    | 'commitment-changed'
    /** Its keys are gone. Until erasure is a leaf of its own, nothing tells whether by somebody's right. */
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
    for (;;) {
      const records: CommittedRecord[] = await walk(tenant.database, after, residentsAtOnce)
      const last = records.at(-1)
      if (!last) break
      after = last.residentId
      const { indexes, faults } = await checkSome(tenant, kind, records)
      found.records += records.length
      found.logged += indexes.filter((index) => index < size).length
      // All are counted; as many are named.
      found.faults.push(...faults.slice(0, faultsNamed - found.faults.length))
      onProgress(found.records)
    }
  }
  return found
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
    const because = faultOf(kind, record, owners.get(record.residentId), commitments.get(record.leafId))
    return because ? [{ because, kind, leafId: record.leafId }] : []
  })
  const indexes = [...commitments.values()].flatMap(({ index }) => (index === null ? [] : [index]))
  return { indexes, faults }
}

function faultOf(
  kind: LeafKind,
  { leafId, record, commitment, sound }: CommittedRecord,
  keys: OwnerKeys | undefined,
  logged: FoundCommitment | undefined,
): RecordFault['because'] | undefined {
  if (!logged) return 'not-in-the-log'
  if (logged.kind !== kind || commitment?.equals(logged.commitment) === false) return 'commitment-changed'
  if (!keys?.has('records')) return 'cannot-be-opened'
  const unchanged = sound && commitmentOf(keys, kind, leafId, record).equals(logged.commitment)
  return unchanged ? undefined : 'record-changed'
}
