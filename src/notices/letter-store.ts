import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { mayEnter, residentIdSchema, standings, type ResidentId } from '../residents/index.ts'
import { letterHolds, noticeKinds, type LetterHold, type NoticeKind, type WrittenHold } from './rules.ts'

/** The wishes that mean letters. */
const byLetter = `way in ('letter', 'mail-or-letter')`

/**
 * Of a letter or wish: its resident has moved away, and nobody has entered an address since. Nothing goes to the home they left,
 * where somebody else may live by now; asked of each letter as it is printed, whoever put it down, and whenever.
 */
const homeIsLeft = (of: 'letter' | 'wish') => `exists (
  select from residents.door_standing stands
   where stands.resident_id = ${of}.resident_id and stands.standing = 'moved-away'
     and not exists (select from notices.notices entered
                      where entered.resident_id = ${of}.resident_id and entered.kind = 'home-entered'
                        and entered.told_at >= (select max(told_at) from notices.notices away
                                                 where away.resident_id = ${of}.resident_id and away.kind = 'left')))`

const waitingSchema = z.object({ residentId: residentIdSchema, since: z.date() })
export type WaitingLetter = z.infer<typeof waitingSchema>

/**
 * A letter to each of these who wants letters only; one for all there is to read. One that is being printed at this moment is
 * waited for: what is told after it gets another.
 */
export async function insertLetters(
  client: Queryable,
  residentIds: readonly ResidentId[],
  now: Date,
): Promise<void> {
  await client.query(
    `insert into notices.letters as letter (resident_id, since)
     select resident_id, $2
       from notices.wishes join residents.door_standing using (resident_id)
      where resident_id = any($1::uuid[]) and way = 'letter' and standing = any($3)
      order by resident_id
     on conflict (resident_id) do update set since = letter.since`,
    [residentIds, now, standings.filter(mayEnter)],
  )
}

/** To somebody who may not sign in any more, whatever they wished: they can read nothing else. */
export async function insertLetterAnyway(
  client: Queryable,
  residentId: ResidentId,
  since: Date,
): Promise<void> {
  await client.query(
    `insert into notices.letters as letter (resident_id, since) values ($1, $2)
     on conflict (resident_id) do update set since = letter.since`,
    [residentId, since],
  )
}

/** Instead of a mail that did not get through, to who chose that. */
export async function insertLetterForMail(
  client: Queryable,
  residentId: ResidentId,
  since: Date,
): Promise<void> {
  await client.query(
    `insert into notices.letters as letter (resident_id, since)
     select resident_id, $2 from notices.wishes where resident_id = $1 and way = 'mail-or-letter'
     on conflict (resident_id) do update set since = letter.since`,
    [residentId, since],
  )
}

/** Instead of all mails that wait, where the city sends none. */
export async function turnMailsIntoLetters(client: Queryable): Promise<void> {
  await client.query(
    `with mail as (
       delete from notices.mails mail using notices.wishes wish
        where wish.resident_id = mail.resident_id and way = 'mail-or-letter'
        returning mail.resident_id, since)
     insert into notices.letters as letter (resident_id, since)
     select resident_id, since from mail order by resident_id
     on conflict (resident_id) do update set since = letter.since`,
  )
}

/** How many could be printed. */
export async function countLetters(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int as count from notices.letters letter
      where held_because is null and not ${homeIsLeft('letter')}`,
  )
  return rows[0]?.count ?? 0
}

/** Those that have waited longest, for whoever prints them by `until`; another who prints meanwhile gets others. */
export async function leaseLetters(
  client: Queryable,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<WaitingLetter[]> {
  const { rows } = await client.query(
    `with chosen as (
       select resident_id from notices.letters letter
        where held_because is null and (leased_until is null or leased_until <= $1)
          and not ${homeIsLeft('letter')}
        order by since, resident_id limit $3 for update skip locked),
     leased as (
       update notices.letters set leased_until = $2 where resident_id in (select resident_id from chosen)
       returning resident_id, since)
     select resident_id as "residentId", since from leased order by since, resident_id`,
    [now, until, limit],
  )
  return z.array(waitingSchema).parse(rows)
}

const leased = `select resident_id from notices.letters
  where resident_id = any($1::uuid[]) and leased_until = $2 order by resident_id for update`

/** Of these letters those that are still whose lease it was: they are printed, and wait no more. */
export async function takeLetters(
  client: Queryable,
  letters: readonly WaitingLetter[],
  until: Date,
): Promise<WaitingLetter[]> {
  const { rows } = await client.query<{ resident_id: ResidentId }>(
    `with mine as (${leased})
     delete from notices.letters where resident_id in (select resident_id from mine) returning resident_id`,
    [letters.map(({ residentId }) => residentId), until],
  )
  const taken = new Set(rows.map((row) => row.resident_id))
  return letters.filter(({ residentId }) => taken.has(residentId))
}

/** Not to be sent until its resident was asked. */
export async function holdLetters(
  client: Queryable,
  letters: readonly WaitingLetter[],
  until: Date,
  because: WrittenHold,
): Promise<void> {
  await client.query(
    `with mine as (${leased})
     update notices.letters set held_because = $3, leased_until = null
      where resident_id in (select resident_id from mine)`,
    [letters.map(({ residentId }) => residentId), until, because],
  )
}

/**
 * One that was sent has come back: it waits again, held where that is where they live still. To who wants no letters any more
 * nothing goes there.
 */
export async function insertReturned(
  client: Queryable,
  { residentId, since, held }: WaitingLetter & { held: boolean },
): Promise<void> {
  const { rowCount } = await client.query(
    `insert into notices.letters as letter (resident_id, since, held_because)
     select resident_id, $2, case when $3::boolean then 'came-back' end from notices.wishes
      where resident_id = $1 and ${byLetter}
     on conflict (resident_id) do update
       set since = least(letter.since, excluded.since), leased_until = null,
           held_because = coalesce(excluded.held_because, letter.held_because)`,
    [residentId, since, held],
  )
  if (rowCount === 0 && held) await deleteLetter(client, residentId)
}

/** A held letter goes with the next print, or is dropped where its resident wants none now. */
export async function releaseLetter(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(
    `delete from notices.letters
      where resident_id = $1 and held_because is not null
        and not exists (select 1 from notices.wishes where resident_id = $1 and ${byLetter})`,
    [residentId],
  )
  await client.query('update notices.letters set held_because = null where resident_id = $1', [residentId])
}

/** Of these to whom a letter may go now: they want letters, and none to them is held. */
export async function selectReached(
  database: Queryable,
  residentIds: readonly ResidentId[],
): Promise<ReadonlySet<ResidentId>> {
  const { rows } = await database.query<{ resident_id: ResidentId }>(
    `select resident_id from notices.wishes wish
      where resident_id = any($1::uuid[]) and ${byLetter}
        and not exists (select 1 from notices.letters letter
                         where letter.resident_id = wish.resident_id and held_because is not null)
        and not ${homeIsLeft('wish')}`,
    [residentIds],
  )
  return new Set(rows.map((row) => row.resident_id))
}

const heldSchema = z.object({ because: z.enum([...letterHolds, 'moved-away']), since: z.date() })
export type HeldLetter = z.infer<typeof heldSchema>

/** Why it waits, if it does; what is written down first. */
const whyHeld = `coalesce(held_because, case when ${homeIsLeft('letter')} then 'moved-away' end)`

/** The oldest first; whose they are is not said. Who will not come to be asked stands there no more. */
export async function selectHeld(
  database: Queryable,
  limit: number,
): Promise<{ count: number; letters: HeldLetter[] }> {
  const { rows } = await database.query<{ count: number }>(
    `select because, since, count(*) over ()::int as count
       from (select resident_id, since, ${whyHeld} as because from notices.letters letter) held
       join residents.door_standing using (resident_id)
      where because is not null and standing = any($2) order by since, resident_id limit $1`,
    [limit, standings.filter(mayEnter)],
  )
  return { count: rows[0]?.count ?? 0, letters: rows.map((row) => heldSchema.parse(row)) }
}

export async function selectHeldOf(
  database: Queryable,
  residentId: ResidentId,
): Promise<LetterHold | undefined> {
  const { rows } = await database.query(
    `select because, since from (
       select since, ${whyHeld} as because from notices.letters letter where resident_id = $1) held
      where because is not null`,
    [residentId],
  )
  return rows.map((row) => heldSchema.parse(row).because)[0]
}

export async function deleteLetter(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from notices.letters where resident_id = $1', [residentId])
}

/** Which kinds were told since, the newest first, each once. One that only a newer program knows is passed over. */
export async function selectKindsSince(
  database: Queryable,
  residentId: ResidentId,
  since: Date,
): Promise<NoticeKind[]> {
  const { rows } = await database.query(
    `select kind from notices.notices where resident_id = $1 and told_at >= $2 and kind = any($3)
      group by kind order by max(told_at) desc, kind`,
    [residentId, since, noticeKinds],
  )
  return rows.map((row) => z.object({ kind: z.enum(noticeKinds) }).parse(row).kind)
}
