import { takeShareCode } from '../identity/index.ts'
import { newId, type Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { commitmentOf, queueLeaves } from '../proof/index.ts'
import { isTakingPart, type ResidentId } from '../residents/index.ts'
import {
  countOpenings,
  insertOpening,
  selectOpeningsAfter,
  type OpenedItem,
  type OpeningId,
  type OpeningRow,
} from './opening-store.ts'
import { mayOpenAgain } from './rules.ts'
import { sealText } from './seals.ts'
import { selectShare, type ShareRow } from './store.ts'

/** One opening that is about to be shown: written down, nothing read yet. */
export interface RecordedOpening {
  residentId: ResidentId
  openingId: OpeningId
  share: ShareRow
  keys: OwnerKeys
}

/**
 * Takes what the code opens, and writes down who said they were there, with its leaf, in the caller's transaction: the gate's, which
 * counts what there is to show (`countOf`). Undefined for whatever cannot be opened.
 */
export async function recordOpening(
  { keys: store }: Pick<Tenant, 'keys'>,
  client: Queryable,
  opener: { code: Personal<string>; said: Personal<string>; now: Date },
  countOf: (share: ShareRow & { residentId: ResidentId }) => Promise<OpenedItem[]>,
): Promise<RecordedOpening | undefined> {
  const { code, said, now } = opener
  const openingId = newId<OpeningId>()
  const taken = await takeShareCode(client, code, { usedBy: openingId, now })
  if (!taken || !(await isTakingPart(client, taken.residentId))) return undefined
  const { residentId, shareId } = taken
  const share = await selectShare(client, residentId, shareId)
  const keys = await store.find(residentId)
  if (!share || !keys?.has('values') || !keys.has('records')) return undefined
  if (!mayOpenAgain(await countOpenings(client, residentId, shareId))) return undefined
  const items = await countOf({ ...share, residentId })
  const opening = { residentId, openingId, shareId: share.shareId, items, openedAt: now }
  const commitment = commitmentOf(keys, 'provision', openingId, openingRecord(opening))
  const recordCount = items.reduce((sum, { days }) => sum + days, 0)
  const sealed = sealText(keys, said, `opening/${openingId}`)
  await insertOpening(client, { ...opening, recordCount, commitment, said: sealed })
  await queueLeaves(client, [{ residentId, leafId: openingId, kind: 'provision', commitment, queuedAt: now }])
  return { residentId, openingId, share, keys }
}

type Told = Pick<OpeningRow, 'residentId' | 'openingId' | 'shareId' | 'items' | 'openedAt'>

/**
 * What an opening commits to: that something was shown, of which share, of how many days. Not what whoever opened it said of
 * themselves: nobody has checked that, and the log is no witness of it.
 */
function openingRecord({ residentId, openingId, shareId, items, openedAt }: Told) {
  return { openingId, residentId, shareId, items, openedAt: openedAt.toISOString() }
}

/** Every opening of the next residents after this one, in order, with the hash that stands beside it. */
export async function committedOpenings(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
) {
  const rows = await selectOpeningsAfter(database, after, residentsAtOnce)
  return rows.map((row) => ({
    residentId: row.residentId,
    leafId: row.openingId as string,
    record: openingRecord(row),
    commitment: row.commitment,
    sound: row.recordCount === row.items.reduce((sum, { days }) => sum + days, 0),
  }))
}
