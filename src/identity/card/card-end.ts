import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import { knowEntry, queueEntry, type JournalEntry } from '../../platform/stop-journal/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { residentIdSchema } from '../../residents/index.ts'
import { deleteAppLinksOf } from '../app/link-store.ts'
import { forgetMailAddress } from '../sent-code/addresses.ts'
import { unlinkOutside } from '../outside-provider/links.ts'
import { forgetPartners } from '../partner/own-partners.ts'
import { deleteShareCodesOf } from '../share-code/store.ts'
import { forgetPasskeys } from '../own-passkey/end-passkey.ts'
import { deleteSessionsOf } from '../store.ts'
import { deleteCard, insertCardEnd, lockCard, selectCardEnds, type Card, type CardEnd } from './store.ts'

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
const moment = z.iso.datetime().transform((text) => new Date(text))

/** What the stop journal keeps of a card that is good no more. The number is an HMAC there, too. */
const endedSchema = z.strictObject({ residentId: residentIdSchema, numberHash: bytes, endedAt: moment })

function cardEndEntry({ endId, residentId, numberHash, endedAt }: CardEnd): JournalEntry {
  const at = endedAt.toISOString()
  return {
    entryId: endId,
    kind: 'card-ended',
    at,
    of: { residentId, numberHash: numberHash.toString('base64'), endedAt: at },
  }
}

/** Writes down that a card has ended, for this database and for every older one, in the caller's transaction. */
export async function putCardEnd(
  client: Queryable,
  { residentId, numberHash }: Card,
  endedAt: Date,
): Promise<void> {
  const end = { endId: randomUUID(), residentId, numberHash, endedAt }
  await insertCardEnd(client, end)
  await queueEntry(client, cardEndEntry(end))
}

/**
 * Ends a card again that an older database has brought back, and whatever other way in came back with it, as when it ended.
 * Another one than that stays as it is. Safe to repeat.
 */
export async function endCardAgain(tenant: Pick<Tenant, 'database'>, { entryId, of }: JournalEntry) {
  const { residentId, numberHash, endedAt } = endedSchema.parse(of)
  await inTransaction(tenant.database, async (client) => {
    const card = await lockCard(client, residentId)
    if (card?.numberHash.equals(numberHash) === true) {
      await deleteCard(client, residentId)
      await forgetPasskeys(client, residentId)
      await unlinkOutside(client, residentId)
      await forgetMailAddress(client, residentId)
      await deleteAppLinksOf(client, residentId)
      await forgetPartners(client, residentId)
      await deleteShareCodesOf(client, residentId)
      await deleteSessionsOf(client, residentId)
    }
    await insertCardEnd(client, { endId: entryId, residentId, numberHash, endedAt })
    await knowEntry(client, entryId)
  })
}

const endsAtOnce = 1_000

/** Every end of this database into a journal that begins anew, in the caller's transaction. */
export async function queueCardEndsAgain(client: Queryable): Promise<void> {
  let after: Buffer | undefined = Buffer.alloc(0)
  while (after) {
    const ends: CardEnd[] = await selectCardEnds(client, after, endsAtOnce)
    for (const end of ends) await queueEntry(client, cardEndEntry(end))
    after = ends.at(-1)?.numberHash
  }
}
