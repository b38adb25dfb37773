import { randomUUID } from 'node:crypto'
import { newId } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectWish, upsertMail } from './mail-store.ts'
import { dayMs, isImportant, standsByItself, type NoticeKind } from './rules.ts'
import { countSince, insertNotice, updateMore, type NoticeId } from './store.ts'

interface NewNotice {
  kind: NoticeKind
  /** Of which company, where it is one. */
  vendorId?: string | undefined
  /** How many: of what, the words of the kind say. */
  count?: number
}

/** Tells a resident, in the transaction of what it tells. */
export async function leaveNotice(
  client: Queryable,
  residentId: ResidentId,
  { kind, vendorId = undefined, count = undefined }: NewNotice,
  now: Date,
): Promise<void> {
  if (isImportant(kind) && (await selectWish(client, residentId))?.by === 'mail')
    await upsertMail(client, residentId, randomUUID(), now)
  const since = new Date(now.getTime() - dayMs)
  if (!standsByItself(await countSince(client, residentId, kind, since))) {
    await updateMore(client, residentId, kind)
    return
  }
  const noticeId = newId<NoticeId>()
  const about = { vendorId: vendorId ?? null, count: count ?? null }
  await insertNotice(client, residentId, { noticeId, kind, ...about, toldAt: now })
}
