import type pg from 'pg'
import { leaveNotice } from '../../notices/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { endAppsOf } from '../app/own-apps.ts'
import { forgetMailAddress } from '../sent-code/addresses.ts'
import { unlinkOutside } from '../outside-provider/links.ts'
import { endOwnPasskeys } from '../own-passkey/end-passkey.ts'
import { endPartnersOf } from '../partner/own-partners.ts'
import { endSharesOf } from '../share-code/share-codes.ts'
import { deleteOtherSessions, deleteSessionsOf, lockWaysIn } from '../store.ts'
import { putCardEnd } from './card-end.ts'
import { deleteCard, lockCard } from './store.ts'

/** Takes away the card, if there is one, every other way in, and whoever is in. */
export async function takeCard(client: pg.PoolClient, residentId: ResidentId, now: Date): Promise<void> {
  await lockWaysIn(client, residentId)
  // Whoever had the card for a minute may have made a way in of their own.
  const ended = await endOwnPasskeys(client, residentId, now)
  if (ended > 0) await leaveNotice(client, residentId, { kind: 'passkey-ended' }, now)
  await unlinkOutside(client, residentId)
  await forgetMailAddress(client, residentId)
  await takeCardAlone(client, residentId, now)
}

/** The same, and the other ways in stay: the card, and whoever is in, but for the session of who takes it away themselves. */
export async function takeCardAlone(
  client: Queryable,
  residentId: ResidentId,
  now: Date,
  ownSession?: Buffer,
): Promise<void> {
  const former = await lockCard(client, residentId)
  // After the ways in, so that by none of them a session is begun in between.
  if (ownSession) await deleteOtherSessions(client, residentId, ownSession)
  else await deleteSessionsOf(client, residentId)
  await endAppsOf(client, residentId)
  await endPartnersOf(client, residentId)
  await endSharesOf(client, residentId)
  if (!former) return
  await putCardEnd(client, former, now)
  await deleteCard(client, residentId)
}
