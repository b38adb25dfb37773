import { randomBytes } from 'node:crypto'
import { newReceiptNumber, receiptHash, type By } from '../consent/index.ts'
import { forgetAtCounter } from '../counter/index.ts'
import { lastProvisionOf, stop, type UnderWay } from '../exchange/index.ts'
import {
  endSessionsOf,
  forgetCard,
  forgetFormer,
  forgetMailAddress,
  forgetPasskeys,
  forgetApps,
  forgetPartners,
  forgetShares,
  forgetWays,
  lockWaysIn,
  unlinkOutside,
} from '../identity/index.ts'
import { forgetMember } from '../joining/index.ts'
import { newId, refuse, type Refusal } from '../kernel/index.ts'
import { forgetNotices } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { knowEntry, queueEntry, type JournalEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { queueLeaves, queueLeavesAgain } from '../proof/index.ts'
import {
  endLife,
  findResident,
  forgetPreferences,
  forgetSearchTerms,
  mergedInto,
  whoRemains,
  type ResidentId,
} from '../residents/index.ts'
import { removeEverything } from '../vault/index.ts'
import { commitmentOfErasure } from './erasure-record.ts'
import { erasedSchema, erasureEntry } from './journal-entry.ts'
import type { ErasureRefusal } from './refusals.ts'
import { planErasure } from './rules.ts'
import { insertErasure, lockErasures, type Erasure, type ErasureId } from './store.ts'

/** What happens with everything, were it erased now: for the page that asks. */
export async function erasurePlanOf(tenant: Tenant, residentId: ResidentId) {
  return planErasure(await lastProvisionOf(tenant.database, residentId), tenant.clock.now())
}

export interface ErasedEverything {
  ok: true
  erasure: Erasure
  /** False while the journal does not have it: the keys are destroyed once it has (`finishErasures`), and not before. */
  kept: boolean
  stillUnderWay: UnderWay[]
}

/**
 * ぜんぶ消す: stops everything, removes what was deposited, and destroys the keys. What the law keeps stays readable by its own key
 * until its date. Confirmed once it is in the stop journal, so that no older database brings it back.
 */
export async function eraseEverything(
  tenant: Tenant,
  by: By,
): Promise<ErasedEverything | Refusal<ErasureRefusal>> {
  return (await erase(tenant, by, undefined)) ?? refuse('not-found')
}

/** `remaining`: with whom an entry is erased that is merged into theirs; undefined is answered where it is so no more. */
async function erase(
  tenant: Tenant,
  by: By,
  remaining: ResidentId | undefined,
): Promise<ErasedEverything | Refusal<ErasureRefusal> | undefined> {
  const { residentId } = by
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return refuse('not-found')
  // First, so that whoever breaks off here presses again: other entries of theirs are theirs, too.
  await eraseMerged(tenant, by)
  const stopped = await stop(tenant, by, { useId: null, items: null })
  const isMeant = async (client: Queryable) => {
    await lockWaysIn(client, residentId)
    return remaining === undefined || (await whoRemains(client, residentId))?.remaining === remaining
  }
  const erasure = await recordWhere(tenant, residentId, keys, newId<ErasureId>(), isMeant)
  if (!erasure) return undefined
  // What was merged meanwhile; from here on nothing is merged into whoever is erased.
  await eraseMerged(tenant, by)
  const kept = await tenant.journal.keep()
  if (kept) await tenant.keys.destroy(residentId, erasure.keys)
  return { ok: true, erasure, kept, stillUnderWay: stopped.ok ? stopped.stillUnderWay : [] }
}

/** Every entry that was merged into theirs, however many. */
async function eraseMerged(tenant: Tenant, by: By): Promise<void> {
  for (;;) {
    const merged = await mergedInto(tenant.database, by.residentId)
    for (const { residentId } of merged) {
      // Undefined where it was found, between the list and this, to be somebody else's: it is none of theirs.
      const erased = await erase(tenant, { ...by, residentId }, by.residentId)
      if (erased?.ok === false) return
    }
    if (merged.length === 0) return
  }
}

/** Records an erasure, and removes what it is of. The keys are destroyed once this is in the stop journal. */
export async function recordErasure(
  tenant: Tenant,
  residentId: ResidentId,
  keys: OwnerKeys | undefined,
  erasureId: ErasureId,
): Promise<Erasure> {
  const erasure = await recordWhere(tenant, residentId, keys, erasureId, () => Promise.resolve(true))
  if (!erasure) throw new Error('an erasure that nothing stands against was not recorded')
  return erasure
}

/** Undefined where it is not meant, as it is asked in the transaction that removes everything. */
async function recordWhere(
  tenant: Tenant,
  residentId: ResidentId,
  keys: OwnerKeys | undefined,
  erasureId: ErasureId,
  isMeant: (client: Queryable) => Promise<boolean>,
): Promise<Erasure | undefined> {
  const keptIdentity = await sealedForTheLaw(tenant, residentId, keys)
  const lastProvision = await lastProvisionOf(tenant.database, residentId)
  return inTransaction(tenant.database, async (client) => {
    const before = (await lockErasures(client, residentId)).at(-1)
    if (!(await isMeant(client))) return undefined
    const now = tenant.clock.now()
    const plan = planErasure(lastProvision, now)
    // Pressed twice: one erasure.
    if (before && (before.keptUntil === null || plan.keptUntil !== null)) return before
    const erasure: Erasure = {
      residentId,
      erasureId,
      number: before?.number ?? newReceiptNumber(),
      ...plan,
      keptIdentity: plan.keptUntil && keptIdentity,
      salt: randomBytes(32),
      happenedAt: now,
    }
    await write(client, erasure)
    await queueLeaves(client, [leafOf(erasure)])
    await queueEntry(client, erasureEntry(erasure))
    return erasure
  })
}

/** Writes an erasure of the stop journal again that this database has lost, as it was. Safe to repeat. */
export async function eraseAgain(tenant: Tenant, { entryId, of }: JournalEntry): Promise<void> {
  const erasure = erasedSchema.parse(of)
  await inTransaction(tenant.database, async (client) => {
    const known = await lockErasures(client, erasure.residentId)
    if (!known.some(({ erasureId }) => erasureId === erasure.erasureId)) {
      await write(client, erasure)
      await queueLeavesAgain(client, [leafOf(erasure)])
    }
    await knowEntry(client, entryId)
  })
}

async function write(client: Queryable, erasure: Erasure): Promise<void> {
  await insertErasure(client, erasure, receiptHash(erasure.number))
  await removeAll(client, erasure.residentId)
  await endLife(client, erasure.residentId, erasure.happenedAt)
}

async function removeAll(client: Queryable, residentId: ResidentId): Promise<void> {
  await lockWaysIn(client, residentId)
  // First, so that a file of a partner's that is being kept at this moment is kept before, or not at all.
  await forgetPartners(client, residentId)
  await forgetShares(client, residentId)
  await removeEverything(client, residentId)
  await forgetPreferences(client, residentId)
  await forgetNotices(client, residentId)
  await forgetSearchTerms(client, residentId)
  await forgetAtCounter(client, residentId)
  await forgetMember(client, residentId)
  await forgetCard(client, residentId)
  await forgetApps(client, residentId)
  await unlinkOutside(client, residentId)
  await forgetMailAddress(client, residentId)
  await forgetFormer(client, residentId)
  await forgetWays(client, residentId)
  await forgetPasskeys(client, residentId)
  await endSessionsOf(client, residentId)
}

function leafOf(erasure: Erasure) {
  const { residentId, erasureId, happenedAt } = erasure
  const commitment = commitmentOfErasure(erasure)
  return { residentId, leafId: erasureId, kind: 'erasure' as const, commitment, queuedAt: happenedAt }
}

/**
 * The law wants to know of whom its records are: who they are goes over to the key of the records. Name and date of birth
 * tell that (個人情報保護法施行規則20条1項: 氏名その他の当該本人を特定するに足りる事項); where they live and how they are reached goes.
 */
async function sealedForTheLaw(
  tenant: Tenant,
  residentId: ResidentId,
  keys: OwnerKeys | undefined,
): Promise<Buffer | null> {
  const resident = keys?.has('records') === true ? await findResident(tenant, residentId) : undefined
  if (!keys || !resident) return null
  const { name, kana, birthDate } = resident.identity.reveal()
  const plain = Buffer.from(JSON.stringify({ name, kana, birthDate }))
  return keys.seal('records', plain, `erasure/identity/${residentId}`)
}
