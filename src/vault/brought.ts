import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { hasAgreedToTerms, type ResidentId } from '../residents/index.ts'
import { confirmDeposit, undoDeposit } from './confirm-deposit.ts'
import { openTold, type Told } from './deposit-summary.ts'
import { valuesKeysOf } from './envelope.ts'
import { endImport, selectImport, selectTold, type ImportId } from './import-store.ts'
import type { DepositRefusal } from './refusals.ts'

/** A file that a partner brings, under what the resident has chosen for it once and for all. */
export interface Brought {
  programId: string
  linkHash: Buffer
  /** By name, also those that are left out unless chosen. Nothing else is staged. */
  items: readonly ItemCode[]
  /** Asked in the transaction that keeps it, and holds until that is over: does the choice stand still? */
  stands(client: Queryable): Promise<boolean>
}

/** What the resident reads why. All else means that the choice does not stand any more, or that nothing of it was chosen. */
const shown: readonly DepositRefusal[] = [
  'another-person',
  'already-deposited',
  'too-many-days',
  'terms-not-agreed',
]

/** Keeps what was read, or nothing of it: nobody looks at a preview. A file that names somebody else is nobody's to keep here. */
export async function settleBrought(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  brought: Brought,
): Promise<void> {
  const outcome = await keep(tenant, residentId, importId, brought)
  if (outcome.ok) return
  const { because } = outcome
  await endImport(
    tenant,
    residentId,
    importId,
    shown.includes(because) ? { state: 'refused', because } : { state: 'discarded', because: null },
  )
}

async function keep(tenant: Tenant, residentId: ResidentId, importId: ImportId, { items, stands }: Brought) {
  if (!(await hasAgreedToTerms(tenant, residentId))) return refuse('terms-not-agreed')
  const choice = { alsoChosen: items, notWanted: [], isMine: false }
  return confirmDeposit(tenant, residentId, importId, choice, stands)
}

/** How far a partner's file is: nothing here depends on whose it is, what else they have, or what they have done with it. */
export type BroughtFile =
  | { state: 'reading' }
  | { state: 'read'; told: Told }
  /** Of the file itself, or of this service. */
  | { state: 'not-read'; because: DepositRefusal | null }

/** A file that came by this link; of none by another one. */
export async function findBrought(
  tenant: Tenant,
  { residentId, linkHash }: { residentId: ResidentId; linkHash: Buffer },
  importId: ImportId,
): Promise<BroughtFile | undefined> {
  const row = await selectImport(tenant.database, residentId, importId)
  if (row?.linkHash?.equals(linkHash) !== true) return undefined
  const keys = await valuesKeysOf(tenant, residentId)
  const sealed = await selectTold(tenant.database, residentId, importId)
  if (keys && sealed) return { state: 'read', told: openTold(keys, importId, sealed) }
  return row.state === 'refused' ? { state: 'not-read', because: row.because } : { state: 'reading' }
}

/**
 * The partner takes back what it brought: exactly that goes, and the resident is told. Gone already, not kept, or not yet settled
 * is one answer.
 */
export async function takeBackBrought(
  tenant: Tenant,
  link: { residentId: ResidentId; linkHash: Buffer },
  importId: ImportId,
): Promise<{ ok: true } | Refusal<'not-found' | 'not-ready'>> {
  const found = await findBrought(tenant, link, importId)
  if (!found) return refuse('not-found')
  if (found.state === 'reading') return refuse('not-ready')
  await endImport(tenant, link.residentId, importId, { state: 'discarded', because: null })
  await undoDeposit(tenant, link.residentId, importId, (client, now) =>
    leaveNotice(client, link.residentId, { kind: 'deposit-taken-back' }, now),
  )
  return { ok: true }
}
