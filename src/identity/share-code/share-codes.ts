import { z } from 'zod'
import { Personal, systemClock } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { selectAppLink } from '../app/link-store.ts'
import { putSharesEnded } from '../ends/put-end.ts'
import { lockSession, lockWaysIn } from '../store.ts'
import { hashOfToken, newToken } from '../token.ts'
import {
  deleteOwnShareCode,
  deleteShareCodesOf,
  insertShareCode,
  updateUsed,
  type ShareCodeRow,
  type UsedShareCode,
} from './store.ts'

/** 256 random bits, as an address carries them. */
const shareCodeSchema = z
  .string()
  .regex(/^[\w-]{43}$/u)
  .brand<'share-code'>()
export type ShareCode = z.infer<typeof shareCodeSchema>

/** By what the resident asks: their session, or an app that they have let in. */
export type AskingBy = { sessionHash: Buffer } | { linkHash: Buffer }

/**
 * Told once, here: the database has its hash alone. In the caller's transaction, in which nobody else changes what is open of this
 * resident. Undefined where the session, or the app, has been ended at this moment: a card that was lost ends shares, too.
 */
export async function makeShareCode(
  client: Queryable,
  share: Omit<ShareCodeRow, 'codeHash'>,
  by: AskingBy,
): Promise<Personal<ShareCode> | undefined> {
  await lockWaysIn(client, share.residentId)
  const isIn =
    'sessionHash' in by
      ? await lockSession(client, by.sessionHash)
      : (await selectAppLink(client, by.linkHash, systemClock.now())) !== undefined
  if (!isIn) return undefined
  const code = shareCodeSchema.parse(newToken())
  await insertShareCode(client, { ...share, codeHash: hashOfToken(code) })
  return new Personal(code)
}

/**
 * Whose share this code opens, at this moment, in the caller's transaction. What is good once is used by it, and ended for every
 * older database, too: nothing of it may be shown before the stop journal has that.
 */
export async function takeShareCode(
  client: Queryable,
  typed: Personal<string>,
  { usedBy, now }: { usedBy: string; now: Date },
): Promise<UsedShareCode | undefined> {
  const code = shareCodeSchema.safeParse(typed.reveal())
  if (!code.success) return undefined
  const codeHash = hashOfToken(code.data)
  const used = await updateUsed(client, { codeHash, usedBy, now })
  if (used?.once === true) await putSharesEnded(client, [codeHash])
  return used
}

export type ShareEnd = 'ended' | 'not-there' | 'not-kept'

/** From this moment on. Not there, and somebody else's, is one answer. Confirmed once it is in the stop journal. */
export async function endOwnShare(
  { database, journal }: Pick<Tenant, 'database' | 'journal'>,
  residentId: ResidentId,
  shareId: string,
): Promise<ShareEnd> {
  const isThere = await inTransaction(database, async (client) => {
    await lockWaysIn(client, residentId)
    const codeHash = await deleteOwnShareCode(client, residentId, shareId)
    if (codeHash) await putSharesEnded(client, [codeHash])
    return codeHash !== undefined
  })
  // Whoever presses again after it could not be kept hears that it is not there, and that is confirmed no earlier.
  if (!(await journal.keep())) return 'not-kept'
  return isThere ? 'ended' : 'not-there'
}

/**
 * Of somebody who stops everything, leaves or has died, or whose card was lost. In the caller's transaction. It takes no lock, for
 * who leaves holds rows by then that whoever changes a way in locks after theirs: each would wait for the other. False where there
 * were none.
 */
export async function endSharesOf(client: Queryable, residentId: ResidentId): Promise<boolean> {
  const ended = await deleteShareCodesOf(client, residentId)
  await putSharesEnded(client, ended)
  return ended.length > 0
}
