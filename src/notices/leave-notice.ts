import { dayMs, newId } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Device } from '../platform/http/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { insertLetters } from './letter-store.ts'
import { upsertMails } from './mail-store.ts'
import { isImportant, standsByItself, type NoticeKind } from './rules.ts'
import { countSince, insertNotices, updateMore, type NoticeId } from './store.ts'

interface NewNotice {
  kind: NoticeKind
  /** Of which company, where it is one. */
  vendorId?: string | undefined
  /** How many: of what, the words of the kind say. */
  count?: number
  /** On what somebody signed in, where it is told that they did. */
  device?: Device | undefined
}

/** Tells a resident, in the transaction of what it tells. */
export function leaveNotice(
  client: Queryable,
  residentId: ResidentId,
  notice: NewNotice,
  now: Date,
): Promise<void> {
  return leaveNotices(client, [residentId], notice, now)
}

/** Tells several the same, each once, with one question for all of them, and in one order, so that two never wait for each other. */
export async function leaveNotices(
  client: Queryable,
  residentIds: readonly ResidentId[],
  { kind, vendorId = undefined, count = undefined, device = undefined }: NewNotice,
  now: Date,
): Promise<void> {
  if (residentIds.length === 0) return
  const inOrder = [...residentIds].sort()
  if (isImportant(kind)) {
    await upsertMails(client, inOrder, now)
    await insertLetters(client, inOrder, now)
  }
  const told = await countSince(client, inOrder, kind, new Date(now.getTime() - dayMs))
  const byItself = inOrder.filter((residentId) => standsByItself(told.get(residentId) ?? 0))
  const notices = byItself.map((residentId) => ({ residentId, noticeId: newId<NoticeId>() }))
  await insertNotices(client, notices, {
    kind,
    vendorId: vendorId ?? null,
    count: count ?? null,
    device: device ?? null,
    toldAt: now,
  })
  const counted = inOrder.filter((residentId) => !standsByItself(told.get(residentId) ?? 0))
  for (const residentId of counted) await updateMore(client, residentId, kind)
}
