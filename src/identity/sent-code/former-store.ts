import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'

const formerSchema = z.object({
  residentId: residentIdSchema,
  mailId: z.guid(),
  address: z.instanceof(Buffer),
  since: z.date(),
  tries: z.int(),
  /** A number, and not a mailbox. */
  bySms: z.boolean(),
  /** What it is told, if that is not how its resident stands; a word of a newer version is none. */
  about: z.literal('merged-in-error').nullable().catch(null),
})
/** A mailbox that is to be told that it is not this resident's any more. */
export type FormerMailbox = z.infer<typeof formerSchema>

export async function insertFormer(
  client: Queryable,
  { residentId, mailId, address, since, bySms, about }: Omit<FormerMailbox, 'tries'>,
): Promise<void> {
  await client.query(
    `insert into identity.former_mailboxes (resident_id, mail_id, address, since, due_at, by_sms, about)
     values ($1, $2, $3, $4, $4, $5, $6)`,
    [residentId, mailId, address, since, bySms, about],
  )
}

/** Those whose time has come, the oldest first. */
export async function selectDueFormer(
  database: Queryable,
  now: Date,
  limit: number,
): Promise<FormerMailbox[]> {
  const { rows } = await database.query(
    `select resident_id as "residentId", mail_id as "mailId", address, since, tries, by_sms as "bySms", about
       from identity.former_mailboxes where due_at <= $1 order by due_at, mail_id limit $2`,
    [now, limit],
  )
  return rows.map((row) => formerSchema.parse(row))
}

export async function updateFormerDue(
  database: Queryable,
  { residentId, mailId }: FormerMailbox,
  dueAt: Date,
): Promise<void> {
  await database.query(
    `update identity.former_mailboxes set due_at = $3, tries = tries + 1
      where resident_id = $1 and mail_id = $2`,
    [residentId, mailId, dueAt],
  )
}

export async function deleteFormer(
  database: Queryable,
  { residentId, mailId }: FormerMailbox,
): Promise<void> {
  await database.query('delete from identity.former_mailboxes where resident_id = $1 and mail_id = $2', [
    residentId,
    mailId,
  ])
}

export async function deleteFormerOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.former_mailboxes where resident_id = $1', [residentId])
}
