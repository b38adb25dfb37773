import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { lockWaysIn } from '../store.ts'
import type { PinProof } from './proofs.ts'
import { mostWrong, type Tries } from './rules.ts'

/** A card as the database has it. */
export interface Card extends Tries {
  residentId: ResidentId
  numberHash: Buffer
  issuedAt: Date
  wrongBeforeSignIn: number
  /** Since the last sign-in, of rows that a right PIN has ended which was no sign-in. */
  wrongProven: number
}

const cardSchema: z.ZodType<Card> = z.object({
  residentId: residentIdSchema,
  numberHash: z.instanceof(Buffer),
  issuedAt: z.date(),
  wrongInARow: z.int(),
  wrongInAll: z.int(),
  wrongBeforeSignIn: z.int(),
  wrongProven: z.int(),
})

const columns = `resident_id as "residentId", number_hash as "numberHash", issued_at as "issuedAt",
  wrong_in_a_row as "wrongInARow", wrong_in_all as "wrongInAll", wrong_before_sign_in as "wrongBeforeSignIn",
  coalesce(wrong_proven, 0) as "wrongProven"`

export async function selectCard(database: Queryable, residentId: ResidentId): Promise<Card | undefined> {
  const { rows } = await database.query(`select ${columns} from identity.cards where resident_id = $1`, [
    residentId,
  ])
  return rows.map((row) => cardSchema.parse(row))[0]
}

/** Until the transaction ends nobody else gives this resident a card, or takes it away. */
export async function lockCard(client: Queryable, residentId: ResidentId): Promise<Card | undefined> {
  await lockWaysIn(client, residentId)
  return selectCard(client, residentId)
}

/** Whose card has this number, and is good or at least locked. */
export async function selectHolder(database: Queryable, numberHash: Buffer): Promise<ResidentId | undefined> {
  const { rows } = await database.query(
    `select resident_id as "residentId" from identity.cards
      where resident_id = (select resident_id from identity.card_directory where number_hash = $1)
        and number_hash = $1`,
    [numberHash],
  )
  return rows.map((row) => z.object({ residentId: residentIdSchema }).parse(row).residentId)[0]
}

/** Whose card this was that has ended, and when. */
export async function selectEnd(
  database: Queryable,
  numberHash: Buffer,
): Promise<Pick<CardEnd, 'residentId' | 'endedAt'> | undefined> {
  const { rows } = await database.query(
    `select resident_id as "residentId", ended_at as "endedAt" from identity.ended_cards where number_hash = $1`,
    [numberHash],
  )
  const endSchema = z.object({ residentId: residentIdSchema, endedAt: z.date() })
  return rows.map((row) => endSchema.parse(row))[0]
}

/** When the last card of this resident ended; undefined where none has. */
export async function lastCardEnd(database: Queryable, residentId: ResidentId): Promise<Date | undefined> {
  const { rows } = await database.query<{ endedAt: Date | null }>(
    'select max(ended_at) as "endedAt" from identity.ended_cards where resident_id = $1',
    [residentId],
  )
  return rows[0]?.endedAt ?? undefined
}

/** Has anybody ever had this number? */
export async function wasGiven(database: Queryable, numberHash: Buffer): Promise<boolean> {
  const { rowCount } = await database.query('select from identity.card_directory where number_hash = $1', [
    numberHash,
  ])
  return rowCount === 1
}

export async function insertCard(
  client: Queryable,
  card: { residentId: ResidentId; numberHash: Buffer; pin: PinProof; issuedAt: Date },
): Promise<void> {
  await client.query('insert into identity.card_directory (number_hash, resident_id) values ($1, $2)', [
    card.numberHash,
    card.residentId,
  ])
  await client.query(
    `insert into identity.cards (resident_id, number_hash, pin_salt, pin_hash, issued_at)
     values ($1, $2, $3, $4, $5)`,
    [card.residentId, card.numberHash, card.pin.salt, card.pin.hash, card.issuedAt],
  )
}

export async function deleteCard(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.cards where resident_id = $1', [residentId])
}

const proofSchema = z.object({
  residentId: residentIdSchema,
  salt: z.instanceof(Buffer),
  hash: z.instanceof(Buffer),
  wrongInARow: z.int(),
  wrongInAll: z.int(),
})

/**
 * Counts a try as wrong, and gives what its PIN is held against; nothing when there is no such card, or it is locked. One
 * statement: of tries at the same moment each counts, whoever looks first.
 */
export async function countTry(
  database: Queryable,
  numberHash: Buffer,
): Promise<(PinProof & Tries & { residentId: ResidentId }) | undefined> {
  const { rows } = await database.query(
    `update identity.cards
        set wrong_in_a_row = wrong_in_a_row + 1, wrong_in_all = wrong_in_all + 1
      where resident_id = (select resident_id from identity.card_directory where number_hash = $1)
        and number_hash = $1 and wrong_in_a_row < $2 and wrong_in_all < $3
      returning resident_id as "residentId", pin_salt as salt, pin_hash as hash,
                wrong_in_a_row as "wrongInARow", wrong_in_all as "wrongInAll"`,
    [numberHash, mostWrong.inARow, mostWrong.inAll],
  )
  return rows.map((row) => proofSchema.parse(row))[0]
}

/**
 * The try was none of the wrong ones, and ends the row of those: they stay counted for its holder, who is told of them until the
 * next sign-in but one. False when the card has been replaced since it was counted.
 */
export async function takeTryBack(
  database: Queryable,
  card: { residentId: ResidentId; numberHash: Buffer },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update identity.cards
        set wrong_proven = coalesce(wrong_proven, 0) + greatest(wrong_in_a_row - 1, 0),
            wrong_in_a_row = 0, wrong_in_all = wrong_in_all - 1
      where resident_id = $1 and number_hash = $2`,
    [card.residentId, card.numberHash],
  )
  return rowCount === 1
}

/** Their holder has signed in: what was wrong until then is shown once more, and what was shown before is not. */
export async function updateSignedIn(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(
    `update identity.cards set wrong_before_sign_in = least(coalesce(wrong_proven, 0), 100), wrong_proven = null
      where resident_id = $1`,
    [residentId],
  )
}

export interface CardEnd {
  endId: string
  residentId: ResidentId
  numberHash: Buffer
  endedAt: Date
}

export async function insertCardEnd(client: Queryable, end: CardEnd): Promise<void> {
  await client.query(
    `insert into identity.ended_cards (number_hash, resident_id, end_id, ended_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [end.numberHash, end.residentId, end.endId, end.endedAt],
  )
}

const cardEndSchema: z.ZodType<CardEnd> = z.object({
  endId: z.uuid(),
  residentId: residentIdSchema,
  numberHash: z.instanceof(Buffer),
  endedAt: z.date(),
})

/** The next ends after this number, in the order of the hashes; none when there are no more. */
export async function selectCardEnds(database: Queryable, after: Buffer, limit: number): Promise<CardEnd[]> {
  const { rows } = await database.query(
    `select end_id as "endId", resident_id as "residentId", number_hash as "numberHash", ended_at as "endedAt"
       from identity.ended_cards where number_hash > $1 order by number_hash limit $2`,
    [after, limit],
  )
  return z.array(cardEndSchema).parse(rows)
}

/** Which of these ends there are, of whomever. */
export async function recordedCardEnds(database: Queryable, endIds: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ endId: string }>(
    'select end_id as "endId" from identity.ended_cards where end_id = any($1::uuid[])',
    [endIds],
  )
  return rows.map(({ endId }) => endId)
}
