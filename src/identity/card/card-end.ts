import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { knowEntry, queueEntry, type JournalEntry } from '../../platform/stop-journal/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { residentIdSchema } from '../../residents/index.ts'
import { deleteSessionsOf } from '../store.ts'
import { deleteCard, insertCardEnd, lockCard, type Card } from './store.ts'

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const moment = z.iso.datetime().transform((text) => new Date(text))

/** What the stop journal keeps of a card that is good no more. The number is an HMAC there, too. */
const endedSchema = z.strictObject({ residentId: residentIdSchema, numberHash: bytes, endedAt: moment })

/** Writes down that a card has ended, for this database and for every older one, in the caller's transaction. */
export async function putCardEnd(client: Queryable, card: Card, endedAt: Date): Promise<void> {
  const endId = randomUUID()
  const { residentId, numberHash } = card
  const at = endedAt.toISOString()
  await insertCardEnd(client, { endId, numberHash, endedAt })
  await queueEntry(client, {
    entryId: endId,
    kind: 'card-ended',
    at,
    of: { residentId, numberHash: numberHash.toString('base64'), endedAt: at },
  })
}

/** Ends a card again that an older database has brought back. Another one than that stays as it is. Safe to repeat. */
export async function endCardAgain(tenant: Pick<Tenant, 'database'>, { entryId, of }: JournalEntry) {
  const { residentId, numberHash, endedAt } = endedSchema.parse(of)
  await inTransaction(tenant.database, async (client) => {
    const card = await lockCard(client, residentId)
    if (card?.numberHash.equals(numberHash) === true) {
      await deleteCard(client, residentId)
      await deleteSessionsOf(client, residentId)
    }
    await insertCardEnd(client, { endId: entryId, numberHash, endedAt })
    await knowEntry(client, entryId)
  })
}
