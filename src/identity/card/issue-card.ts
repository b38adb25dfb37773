import type pg from 'pg'
import { Personal, refuse, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { findResident, type ResidentId } from '../../residents/index.ts'
import type { FormerMailbox } from '../sent-code/former-store.ts'
import { putFormer } from '../sent-code/tell-former.ts'
import { makeCard, type PaperCard } from './card-number.ts'
import { numberHashOf, provePin } from './proofs.ts'
import { isLocked } from './rules.ts'
import { deleteCard, insertCard, selectCard } from './store.ts'
import { takeCard } from './take-card.ts'

export interface IssuedCard extends PaperCard {
  ok: true
  /** False while the stop journal does not have it that the card before is good no more. */
  kept: boolean
}

/**
 * Gives a resident a card, in place of the one before, and ends all their sessions. Number and PIN are told here, once, and to
 * nobody after.
 */
export async function issueCard(
  tenant: Tenant,
  residentId: ResidentId,
): Promise<IssuedCard | Refusal<'no-such-resident'>> {
  if (!(await findResident(tenant, residentId))) return refuse('no-such-resident')
  const card = makeCard()
  await putCard(tenant, residentId, card)
  return { ok: true, ...card, kept: await tenant.journal.keep() }
}

/** The same with a card that is there already: for the fictional one of the demonstration. */
export async function putCard(
  tenant: Tenant,
  residentId: ResidentId,
  { number, pin }: PaperCard,
): Promise<void> {
  const numberHash = await numberHashOf(tenant, number.reveal())
  const proof = await provePin(tenant, pin.reveal())
  const issuedAt = tenant.clock.now()
  await inTransaction(tenant.database, async (client) => {
    await takeCard(client, residentId, issuedAt)
    await insertCard(client, { residentId, numberHash, pin: proof, issuedAt })
    await leaveNotice(client, residentId, { kind: 'card-issued' }, issuedAt)
  })
}

/**
 * Every way in of an entry that was merged into another one, or that stands by itself again because that was a mistake, is closed,
 * in the caller's transaction, and the mailbox that is known is told: somebody else might have had it merged.
 */
export async function closeWaysIn(
  tenant: Tenant,
  client: pg.PoolClient,
  residentId: ResidentId,
  about: FormerMailbox['about'] = null,
): Promise<void> {
  // Whatever mailbox is known, whether or not it signed them in.
  const email = (await findResident({ ...tenant, database: client }, residentId))?.identity.reveal().email
  await takeCard(client, residentId, tenant.clock.now())
  if (email !== undefined) await putFormer(tenant, client, residentId, new Personal(email), { about })
}

/** Of somebody who is erased, in the caller's transaction; the journal has the erasure. */
export async function forgetCard(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteCard(client, residentId)
}

export interface CardState {
  issuedAt: Date
  /** For signing in. It stops all the same. */
  isLocked: boolean
  /** Wrong PINs since the sign-in before the last: what its holder has not been told of. */
  wrongTries: number
}

export async function cardOf(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
): Promise<CardState | undefined> {
  const card = await selectCard(database, residentId)
  return (
    card && {
      issuedAt: card.issuedAt,
      isLocked: isLocked(card),
      wrongTries: card.wrongBeforeSignIn + card.wrongProven + card.wrongInARow,
    }
  )
}
