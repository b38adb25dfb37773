import { setTimeout as sleep } from 'node:timers/promises'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { whoRemains, type ResidentId } from '../../residents/index.ts'
import type { PaperCard, Pin } from './card-number.ts'
import { FewAtOnce } from './few-at-once.ts'
import { isPin, numberHashOf } from './proofs.ts'
import { isLocked } from './rules.ts'
import { countTry, lockCard, selectCard, selectEnd, selectHolder, takeTryBack } from './store.ts'

/** No is said no earlier: which of the reasons it was does not show in the time. */
export const noAfterMs = 500
/** Two PINs at once: the second core and the threads that write files stay free. As many wait as fit into three seconds. */
const pins = new FewAtOnce({ atOnce: 2, waiting: 120 })

export interface CheckedCard {
  ok: true
  residentId: ResidentId
  numberHash: Buffer
}

/**
 * Whose card is this, if the PIN is right? It counts as a wrong try before the PIN is looked at. No card of this number, a
 * wrong PIN, and a locked card are one answer, after the same work and no earlier than `noAfterMs`.
 */
export async function checkCard(
  tenant: Tenant,
  card: PaperCard,
): Promise<CheckedCard | Refusal<'card-refused' | 'card-busy'>> {
  return inTurn(async () => lookAt(tenant, await numberHashOf(tenant, card.number.reveal()), card.pin))
}

/** The same for the card of who is signed in: they need not type its number. */
export async function checkOwnPin(
  tenant: Tenant,
  residentId: ResidentId,
  pin: Personal<Pin>,
): Promise<CheckedCard | Refusal<'card-refused' | 'card-busy'>> {
  const card = await selectCard(tenant.database, residentId)
  return card ? inTurn(() => lookAt(tenant, card.numberHash, pin)) : refuse('card-refused')
}

/** Waits so long that a no which began to be asked then comes no earlier than any. */
export function untilNo(beganAt: number): Promise<void> {
  return sleep(Math.max(0, beganAt + noAfterMs - performance.now()))
}

async function inTurn(
  look: () => Promise<CheckedCard | Refusal<'card-refused'>>,
): Promise<CheckedCard | Refusal<'card-refused' | 'card-busy'>> {
  const beganAt = performance.now()
  const checked = await pins.run(look)
  if (!checked) return refuse('card-busy')
  if (!checked.ok) await untilNo(beganAt)
  return checked
}

async function lookAt(
  tenant: Tenant,
  numberHash: Buffer,
  pin: Personal<Pin>,
): Promise<CheckedCard | Refusal<'card-refused'>> {
  const counted = await countTry(tenant.database, numberHash)
  const isRight = await isPin(tenant, pin.reveal(), counted)
  if (!counted) return refuse('card-refused')
  const { residentId } = counted
  if (!isRight) {
    if (isLocked(counted)) await tellLocked(tenant, residentId)
    return refuse('card-refused')
  }
  if (!(await takeTryBack(tenant.database, { residentId, numberHash }))) return refuse('card-refused')
  return { ok: true, residentId, numberHash }
}

/** By the one try that has locked it, at whichever door: no other is counted after it. */
function tellLocked({ database, clock }: Tenant, residentId: ResidentId): Promise<void> {
  return inTransaction(database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-locked' }, clock.now()),
  )
}

/** In the transaction that rests on it: is the card that was checked still the resident's? Until its end it stays so. */
export async function isStillTheCard(
  client: Queryable,
  { residentId, numberHash }: CheckedCard,
): Promise<boolean> {
  const card = await lockCard(client, residentId)
  return card?.numberHash.equals(numberHash) === true
}

/** Whose card has this number, locked or not: enough to stop, and for nothing else. */
export async function findHolder(
  tenant: Tenant,
  number: PaperCard['number'],
): Promise<ResidentId | undefined> {
  return selectHolder(tenant.database, await numberHashOf(tenant, number.reveal()))
}

/**
 * Whom this number stops: its holder. The card that was good until its entry was merged stops who remains; one that had been
 * lost before stops nobody.
 */
export async function findStoppedBy(
  tenant: Tenant,
  number: PaperCard['number'],
): Promise<ResidentId | undefined> {
  const numberHash = await numberHashOf(tenant, number.reveal())
  const holder = await selectHolder(tenant.database, numberHash)
  if (holder) return holder
  const end = await selectEnd(tenant.database, numberHash)
  const merged = end && (await whoRemains(tenant.database, end.residentId))
  return merged && end.endedAt >= merged.mergedAt ? merged.remaining : undefined
}
