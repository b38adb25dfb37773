import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { confirmDeposit, findDeposit, undoDeposit, type Deposit } from './confirm-deposit.ts'
import { endImport, type ImportId } from './import-store.ts'
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
const told: readonly DepositRefusal[] = ['another-person', 'already-deposited', 'too-many-days']

/** Keeps what was read, or nothing of it: nobody looks at a preview. A file that names somebody else is nobody's to keep here. */
export async function settleBrought(
  tenant: Tenant,
  residentId: ResidentId,
  importId: ImportId,
  { items, stands }: Brought,
): Promise<void> {
  const choice = { alsoChosen: items, notWanted: [], isMine: false }
  const outcome = await confirmDeposit(tenant, residentId, importId, choice, stands)
  if (outcome.ok) return
  const { because } = outcome
  await endImport(
    tenant,
    residentId,
    importId,
    told.includes(because) ? { state: 'refused', because } : { state: 'discarded', because: null },
  )
}

/** A file that came by this link; of none by another one. */
export async function findBrought(
  tenant: Tenant,
  { residentId, linkHash }: { residentId: ResidentId; linkHash: Buffer },
  importId: ImportId,
): Promise<Deposit | undefined> {
  const found = await findDeposit(tenant, residentId, importId)
  return found?.linkHash?.equals(linkHash) === true ? found : undefined
}

/** The partner takes back what it brought: exactly that goes, and the resident is told. Gone already is gone. */
export async function takeBackBrought(
  tenant: Tenant,
  link: { residentId: ResidentId; linkHash: Buffer },
  importId: ImportId,
): Promise<{ ok: true } | Refusal<'not-found' | 'not-ready'>> {
  const found = await findBrought(tenant, link, importId)
  if (!found) return refuse('not-found')
  if (found.state === 'reading' || found.state === 'preview') return refuse('not-ready')
  if (found.state === 'live')
    await undoDeposit(tenant, link.residentId, importId, (client, now) =>
      leaveNotice(client, link.residentId, { kind: 'deposit-taken-back' }, now),
    )
  return { ok: true }
}
