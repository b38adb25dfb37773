import { openSharesOf } from '../identity/index.ts'
import type { Personal } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectOpenings, selectOpeningsOf, type OpeningRow } from './opening-store.ts'
import { stateOf, type ShareState } from './rules.ts'
import { openText } from './seals.ts'
import { selectShare, selectShares, type ShareRow } from './store.ts'

/** One opening as its resident reads it. */
export interface Opening extends Omit<OpeningRow, 'said' | 'commitment' | 'residentId'> {
  /** Who it was, in their own words: nobody has checked them. */
  said: Personal<string>
  /** For whom it was made, in the resident's words. */
  note: Personal<string> | null
}

export interface Share extends Omit<ShareRow, 'note'> {
  note: Personal<string> | null
  state: ShareState
  openings: Opening[]
}

type City = Pick<Tenant, 'database' | 'keys' | 'clock'>

/** As many as are shown: those that are open are among the newest, for none is open longer than a week. */
const sharesShown = 100

/** 見せるページ: what a resident has shared, newest first, and who has opened it. */
export async function sharesOf(
  { database, keys, clock }: City,
  residentId: ResidentId,
  limit = sharesShown,
): Promise<Share[]> {
  const ownKeys = await keys.find(residentId)
  if (!ownKeys?.has('records')) return []
  const now = clock.now()
  const rows = await selectShares(database, residentId, limit)
  const open = await openSharesOf(database, residentId, now)
  const shareIds = rows.map(({ shareId }) => shareId)
  const all = Map.groupBy(await selectOpeningsOf(database, residentId, shareIds), ({ shareId }) => shareId)
  return rows.map((row) => {
    const ofThis = all.get(row.shareId) ?? []
    const hasCode = open.has(row.shareId)
    const state = stateOf(row, { hasCode, openings: ofThis.length, now })
    const openings = ofThis.map((opening) => readOpening(ownKeys, opening, row))
    return { ...row, note: noteOf(ownKeys, row), state, openings }
  })
}

/** Every opening of whatever a resident has shared, newest first, before `before`. */
export async function openingsOf(
  { database, keys }: City,
  residentId: ResidentId,
  page: { before: Date | null; limit: number },
): Promise<Opening[]> {
  const ownKeys = await keys.find(residentId)
  if (!ownKeys?.has('records')) return []
  const openings: Opening[] = []
  for (const row of await selectOpenings(database, residentId, page)) {
    const share = await selectShare(database, residentId, row.shareId)
    if (share) openings.push(readOpening(ownKeys, row, share))
  }
  return openings
}

function readOpening(keys: OwnerKeys, row: OpeningRow, share: ShareRow): Opening {
  const { openingId, shareId, items, recordCount, openedAt, withheld } = row
  const said = openText(keys, row.said, `opening/${openingId}`)
  return { openingId, shareId, items, recordCount, openedAt, withheld, said, note: noteOf(keys, share) }
}

function noteOf(keys: OwnerKeys, { shareId, note }: ShareRow): Personal<string> | null {
  return note && openText(keys, note, `share/${shareId}`)
}
