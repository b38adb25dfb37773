import { itemOf, type ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { isTakingPart, type ResidentId } from '../residents/index.ts'
import { openPeople, openSummary, sealSummary, type DepositSummary } from './deposit-summary.ts'
import { asResident } from './as-resident.ts'
import { countDaysWith, makeLive, takeOut } from './envelope-store.ts'
import { valuesKeysOf } from './envelope.ts'
import {
  endImport,
  lockDeposits,
  selectImport,
  selectImports,
  selectOverdue,
  type ImportId,
  type ImportRow,
} from './import-store.ts'
import type { DepositRefusal } from './refusals.ts'

export interface Confirmation {
  /** Items that are left out unless chosen, chosen by name. */
  alsoChosen: readonly ItemCode[]
  /** Items of the file that the resident does not want to deposit. */
  notWanted: readonly ItemCode[]
  /** The resident says the file is theirs although it names somebody else. */
  isMine: boolean
}

/**
 * Days of all items that one resident may have, told or taken back: with twenty items a day, 27 years. A company reads
 * a resident as a whole, so this bounds what the gate takes into memory at once.
 */
export const daysAtMost = 200_000

/** Makes a previewed import live, in one transaction. `choiceStands`: asked in it; where it says no, nothing is kept. */
export async function confirmDeposit(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  confirmation: Confirmation,
  choiceStands: (client: Queryable) => Promise<boolean> = () => Promise.resolve(true),
): Promise<{ ok: true; items: ItemCode[] } | Refusal<DepositRefusal>> {
  const now = tenant.clock.now()
  const keys = await valuesKeysOf(tenant, residentId)
  const row = await selectImport(tenant.database, residentId, importId)
  if (!keys || !row) return refuse('not-found')
  if (row.state !== 'preview' || !row.sealedSummary) return refuse('not-ready')
  if (row.expiresAt <= now) return refuse('expired')

  const summary = openSummary(keys, importId, row.sealedSummary)
  if (summary.doubt && !confirmation.isMine) return refuse('another-person')
  const items = chosenItems(summary, confirmation)
  if (items.length === 0) return refuse('nothing-chosen')
  const content = JSON.stringify([summary.contentHash, items])
  const chosen = {
    items,
    fingerprint: keys.hmac('values', 'import-fingerprint', content),
    summary: sealSummary(keys, importId, { ...summary, chosen: items }),
    confirmedAt: now,
  }
  return asResident(tenant, residentId, async (client) => {
    await lockDeposits(client, residentId)
    if (!(await isTakingPart(client, residentId))) return refuse('not-taking-part')
    if (!(await choiceStands(client))) return refuse('not-ready')
    if ((await countDaysWith(client, residentId, importId, items)) > daysAtMost)
      return refuse('too-many-days')
    if (await makeLive(client, residentId, importId, chosen)) {
      await leaveNotice(client, residentId, { kind: 'data-deposited', count: items.length }, now)
      return { ok: true, items }
    }
    // Another page may have given the preview up, or confirmed it, a moment before.
    const stands = await selectImport(client, residentId, importId)
    return refuse(stands?.state === 'preview' ? 'already-deposited' : 'not-ready')
  })
}

/** Whether this deposit is kept with exactly the items this confirmation asks for: saying it again changes nothing. */
export function isKeptAs({ state, summary }: Deposit, confirmation: Confirmation): boolean {
  if (state !== 'live' || !summary) return false
  const items = chosenItems(summary, confirmation)
  return items.length === summary.chosen.length && items.every((item) => summary.chosen.includes(item))
}

/** What is left out unless chosen must be chosen by name; the rest is in unless it is not wanted. */
function chosenItems(summary: DepositSummary, { alsoChosen, notWanted }: Confirmation): ItemCode[] {
  return summary.counts
    .map((count) => count.item)
    .filter((item) =>
      itemOf(item).leftOutUnlessChosen ? alsoChosen.includes(item) : !notWanted.includes(item),
    )
    .sort()
}

/** The resident looks at the preview and says no. */
export async function discardDeposit(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
): Promise<{ ok: true } | Refusal<DepositRefusal>> {
  const row = await selectImport(tenant.database, residentId, importId)
  if (!row) return refuse('not-found')
  const end = { state: 'discarded', because: null } as const
  return (await endImport(tenant, residentId, importId, end)) ? { ok: true } : refuse('not-ready')
}

/** Removes exactly this import; what other imports say about the same days stays. `besides`: in the same transaction. */
export async function undoDeposit(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  besides?: (client: Queryable, undoneAt: Date) => Promise<void>,
): Promise<{ ok: true } | Refusal<DepositRefusal>> {
  const row = await selectImport(tenant.database, residentId, importId)
  if (!row) return refuse('not-found')
  const undoneAt = tenant.clock.now()
  return asResident(tenant, residentId, async (client) => {
    await lockDeposits(client, residentId)
    const undone = await takeOut(client, residentId, importId, undoneAt)
    if (undone) await besides?.(client, undoneAt)
    return undone ? { ok: true } : refuse('not-ready')
  })
}

export interface Deposit extends Omit<ImportRow, 'sealedSummary'> {
  /** Of what is or was read; none of what was refused. */
  summary: DepositSummary | undefined
  /** With `several-people` and `no-such-person`: the numbers the file gives its users. */
  people: number[] | undefined
}

export async function findDeposit(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
): Promise<Deposit | undefined> {
  const row = await selectImport(tenant.database, residentId, importId)
  return row && (await openDeposits(tenant, residentId, [row]))[0]
}

/** What is kept of the very file that a preview shows. */
export interface KeptAlready {
  newest: Deposit
  /** All items of it that are kept, whichever import brought them. */
  items: ItemCode[]
}

/** undefined when nothing of this file is kept. However it was named or packed, its content counts. */
export async function findSameFile(
  tenant: Tenant,
  residentId: ResidentId,
  { importId, summary }: Deposit,
): Promise<KeptAlready | undefined> {
  if (!summary) return undefined
  const same = (await depositsOf(tenant, residentId)).filter(
    (other) =>
      other.state === 'live' &&
      other.importId !== importId &&
      other.summary?.contentHash === summary.contentHash,
  )
  const items = new Set(same.flatMap((other) => other.summary?.chosen ?? []))
  return same[0] && { newest: same[0], items: [...items] }
}

/** As many deposits of a resident as are listed. */
export const depositsAtMost = 500

/** The deposits that are live and the newest of the others, `depositsAtMost` together, newest first. */
export async function depositsOf(tenant: Tenant, residentId: ResidentId): Promise<Deposit[]> {
  return openDeposits(tenant, residentId, await selectImports(tenant.database, residentId, depositsAtMost))
}

async function openDeposits(
  tenant: Tenant,
  residentId: ResidentId,
  rows: readonly ImportRow[],
): Promise<Deposit[]> {
  const keys = await valuesKeysOf(tenant, residentId)
  if (!keys) return []
  return rows.map(({ sealedSummary: sealed, ...row }) => {
    const refused = row.state === 'refused'
    return {
      ...row,
      summary: sealed && !refused ? openSummary(keys, row.importId, sealed) : undefined,
      people: sealed && refused ? openPeople(keys, row.importId, sealed) : undefined,
    }
  })
}

/** Removes previews nobody confirmed and readings that stopped. Returns how many; run it again until 0. */
export async function expireDeposits(tenant: Tenant): Promise<number> {
  const overdue = await selectOverdue(tenant.database, tenant.clock.now(), 100)
  for (const { residentId, importId, state } of overdue) {
    const because = state === 'preview' ? 'expired' : 'interrupted'
    await endImport(tenant, residentId, importId, { state: 'refused', because })
  }
  return overdue.length
}
