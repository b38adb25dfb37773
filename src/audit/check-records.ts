import { eventsAfter } from '../consent/index.ts'
import { erasuresAfter, type CommittedErasure } from '../erasure/index.ts'
import { provisionsAfter } from '../exchange/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  commitmentOf,
  findCommitments,
  restoredLeaves,
  type FoundCommitment,
  type LeafKind,
} from '../proof/index.ts'
import { committedOpenings } from '../shares/index.ts'

/** What does not hold of one record. It is named by its own id, which is no person's. */
export interface RecordFault {
  because:
    /** The log has no leaf of it, and none waits: it was added, or its leaf taken away. */
    | 'not-in-the-log'
    /** It is not what the log has the hash of: it was changed after it was written. */
    | 'record-changed'
    /** What stands beside the record as its hash is not the log's, or the log says it is of another kind. */
    | 'commitment-changed'
    /** Its key is gone, and no erasure in the log says by whose right. */
    | 'cannot-be-opened'
    /** Of an erasure: a key it destroyed is there (again). */
    | 'key-is-back'
  kind: LeafKind
  leafId: string
}

type CommittedRecord = Awaited<ReturnType<typeof eventsAfter>>[number] & { commitment?: Buffer }
type Walk = (
  database: Queryable,
  after: CommittedRecord['residentId'] | null,
  atOnce: number,
) => Promise<CommittedRecord[]>

/** What is shown by a share is provided, too: its records lie apart. */
const walks: readonly (readonly [Exclude<LeafKind, 'erasure'>, Walk])[] = [
  ['consent-event', eventsAfter],
  ['provision', provisionsAfter],
  ['provision', committedOpenings],
]
const residentsAtOnce = 200
const faultsNamed = 100

/** Residents whose records may lawfully be closed for good: the log has it that their key was destroyed. */
type Erased = Set<string>

/**
 * Holds every record against its leaf, resident after resident. `logged`: how many of the
 * first `size` leaves have one; `lost`: how many have none because an older database came back.
 */
export async function checkRecords(
  tenant: Pick<Tenant, 'database' | 'keys'>,
  size: number,
  onProgress: (records: number) => void = () => undefined,
): Promise<{ records: number; logged: number; lost: number; faults: RecordFault[] }> {
  const found = { records: 0, logged: 0, faults: [] as RecordFault[] }
  const lost = new Set(await restoredLeaves(tenant.database, size))
  const take = ({ indexes, faults }: Checked) => {
    found.records += indexes.length
    for (const index of indexes) if (index !== null) lost.delete(index)
    found.logged += indexes.filter((index) => index !== null && index < size).length
    // All are counted; as many are named.
    found.faults.push(...faults.slice(0, faultsNamed - found.faults.length))
    onProgress(found.records)
  }
  const erased: Erased = new Set()
  await walkAll(erasuresAfter, tenant, async (erasures) =>
    take(await checkErasures(tenant, erasures, erased)),
  )
  for (const [kind, walk] of walks)
    await walkAll(walk, tenant, async (records) => take(await checkSome(tenant, kind, records, erased)))
  return { ...found, lost: lost.size }
}

/** Of each record the index of its leaf; null when it has none, or none yet. */
interface Checked {
  indexes: (number | null)[]
  faults: RecordFault[]
}

async function walkAll<One extends { residentId: CommittedRecord['residentId'] }>(
  walk: (database: Queryable, after: One['residentId'] | null, atOnce: number) => Promise<One[]>,
  { database }: Pick<Tenant, 'database'>,
  each: (some: One[]) => Promise<void>,
): Promise<void> {
  let after: One['residentId'] | null = null
  for (;;) {
    const some: One[] = await walk(database, after, residentsAtOnce)
    const last = some.at(-1)
    if (!last) return
    after = last.residentId
    await each(some)
  }
}

async function checkErasures(
  { database, keys }: Pick<Tenant, 'database' | 'keys'>,
  erasures: readonly CommittedErasure[],
  erased: Erased,
): Promise<Checked> {
  const owners = await keys.findMany(erasures.map(({ residentId }) => residentId))
  const logged = await findCommitments(
    database,
    erasures.map(({ leafId }) => leafId),
  )
  const faults = erasures.flatMap((erasure): RecordFault[] => {
    const because = faultOfErasure(erasure, owners.get(erasure.residentId), logged.get(erasure.leafId))
    if (!because && erasure.keys.includes('records')) erased.add(erasure.residentId)
    return because ? [{ because, kind: 'erasure', leafId: erasure.leafId }] : []
  })
  return { indexes: erasures.map(({ leafId }) => logged.get(leafId)?.index ?? null), faults }
}

function faultOfErasure(
  { keys, commitment }: CommittedErasure,
  owner: OwnerKeys | undefined,
  logged: FoundCommitment | undefined,
): RecordFault['because'] | undefined {
  if (!logged) return 'not-in-the-log'
  if (logged.kind !== 'erasure') return 'commitment-changed'
  if (!commitment.equals(logged.commitment)) return 'record-changed'
  return keys.some((key) => owner?.has(key) === true) ? 'key-is-back' : undefined
}

async function checkSome(
  { database, keys }: Pick<Tenant, 'database' | 'keys'>,
  kind: LeafKind,
  records: readonly CommittedRecord[],
  erased: Erased,
): Promise<Checked> {
  const owners = await keys.findMany([...new Set(records.map(({ residentId }) => residentId))])
  const commitments = await findCommitments(
    database,
    records.map(({ leafId }) => leafId),
  )
  const faults = records.flatMap((record) => {
    const { residentId, leafId } = record
    const logged = commitments.get(leafId)
    const because = faultOf(kind, record, {
      keys: owners.get(residentId),
      logged,
      erased: erased.has(residentId),
    })
    return because ? [{ because, kind, leafId: record.leafId }] : []
  })
  return { indexes: records.map(({ leafId }) => commitments.get(leafId)?.index ?? null), faults }
}

function faultOf(
  kind: LeafKind,
  { leafId, record, commitment, sound }: CommittedRecord,
  {
    keys,
    logged,
    erased,
  }: { keys: OwnerKeys | undefined; logged: FoundCommitment | undefined; erased: boolean },
): RecordFault['because'] | undefined {
  if (!logged) return 'not-in-the-log'
  if (logged.kind !== kind || commitment?.equals(logged.commitment) === false) return 'commitment-changed'
  if (!keys?.has('records')) return erased ? undefined : 'cannot-be-opened'
  const unchanged = sound && commitmentOf(keys, kind, leafId, record).equals(logged.commitment)
  return unchanged ? undefined : 'record-changed'
}
