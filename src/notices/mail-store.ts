import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { mayEnter, residentIdSchema, standings, type ResidentId } from '../residents/index.ts'
import { ways, type Way } from './rules.ts'

const wishSchema = z.object({ by: z.enum(ways), failedAt: z.date().nullable() })

export async function selectWish(
  database: Queryable,
  residentId: ResidentId,
): Promise<z.infer<typeof wishSchema> | undefined> {
  const { rows } = await database.query(
    'select way as by, failed_at as "failedAt" from notices.wishes where resident_id = $1',
    [residentId],
  )
  return rows.map((row) => wishSchema.parse(row))[0]
}

/** Two changes of one wish, one after the other, also of one that is not there yet. */
export async function lockWish(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('notices.wish/' || $1::text, 0))`, [
    residentId,
  ])
}

export async function upsertWish(client: Queryable, residentId: ResidentId, by: Way): Promise<void> {
  await client.query(
    `insert into notices.wishes (resident_id, way) values ($1, $2)
     on conflict (resident_id) do update set way = excluded.way, failed_at = null`,
    [residentId, by],
  )
}

/**
 * One mail or text message for all there is to read, to each of these who wants one; of a mail that is being sent this makes another, which
 * says what came meanwhile. Nobody writes to who has died: what they are told waits in their pages.
 */
export async function upsertMails(
  client: Queryable,
  residentIds: readonly ResidentId[],
  now: Date,
): Promise<void> {
  await client.query(
    `insert into notices.mails (resident_id, mail_id, since, due_at, by_sms)
     select resident_id, gen_random_uuid(), $2, $2, way = 'sms'
       from notices.wishes join residents.door_standing using (resident_id)
      where resident_id = any($1::uuid[]) and way in ('mail', 'mail-or-letter', 'sms') and standing = any($3)
      order by resident_id
     on conflict (resident_id) do update set mail_id = excluded.mail_id, by_sms = excluded.by_sms`,
    [residentIds, now, standings.filter(mayEnter)],
  )
}

/** A mail to who has wished for none. */
export async function insertMail(client: Queryable, residentId: ResidentId, now: Date): Promise<void> {
  await client.query(
    `insert into notices.mails (resident_id, mail_id, since, due_at, by_sms)
     values ($1, gen_random_uuid(), $2, $2, false)
     on conflict (resident_id) do update set mail_id = excluded.mail_id`,
    [residentId, now],
  )
}

const dueSchema = z.object({
  residentId: residentIdSchema,
  mailId: z.guid(),
  since: z.date(),
  tries: z.int(),
  /** As a text message, and not as a mail. */
  bySms: z.boolean(),
})
export type DueMail = z.infer<typeof dueSchema>

/** Those whose time has come, that can be sent now, and who had none since `notSince`; the oldest first. */
export async function selectDueMails(
  database: Queryable,
  {
    now,
    notSince,
    limit,
    ...sent
  }: { now: Date; notSince: Date; limit: number; mails: boolean; texts: boolean },
): Promise<DueMail[]> {
  const { rows } = await database.query(
    `select mail.resident_id as "residentId", mail_id as "mailId", since, tries, by_sms as "bySms"
       from notices.mails mail left join notices.wishes wish on wish.resident_id = mail.resident_id
      where due_at <= $1 and (mailed_at is null or mailed_at <= $2) and case when by_sms then $5::boolean else $4::boolean end
      order by due_at, mail.resident_id limit $3`,
    [now, notSince, limit, sent.mails, sent.texts],
  )
  return rows.map((row) => dueSchema.parse(row))
}

/** It has left, or never will: no more of it. Another one of the same resident stays. */
export async function deleteMail(client: Queryable, { residentId, mailId }: DueMail): Promise<void> {
  await client.query('delete from notices.mails where resident_id = $1 and mail_id = $2', [
    residentId,
    mailId,
  ])
}

export async function updateDue(database: Queryable, { residentId }: DueMail, dueAt: Date): Promise<void> {
  await database.query('update notices.mails set due_at = $2, tries = tries + 1 where resident_id = $1', [
    residentId,
    dueAt,
  ])
}

export async function updateMailed(client: Queryable, residentId: ResidentId, at: Date): Promise<void> {
  await client.query('update notices.wishes set mailed_at = $2, failed_at = null where resident_id = $1', [
    residentId,
    at,
  ])
}

export async function updateFailed(client: Queryable, residentId: ResidentId, at: Date): Promise<void> {
  await client.query('update notices.wishes set failed_at = $2 where resident_id = $1', [residentId, at])
}

export async function deleteMailsAndWishes(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from notices.mails where resident_id = $1', [residentId])
  await client.query('delete from notices.wishes where resident_id = $1', [residentId])
}
