import { deleteLetter } from './letter-store.ts'
import { deleteMailsAndWishes } from './mail-store.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { deleteNotices, selectNotices, selectUnread, updateRead, type NoticeId } from './store.ts'

export { leaveNotice, leaveNotices } from './leave-notice.ts'
export {
  dayAfter,
  daysUntil,
  decideNext,
  isByMail,
  sayable,
  ways,
  type LetterHold,
  type NoticeKind,
  type Way,
} from './rules.ts'
export {
  countLetters,
  deleteLetter,
  holdLetters,
  insertLetterAnyway as writeAnyway,
  insertReturned as returnLetter,
  leaseLetters,
  releaseLetter,
  selectHeld as heldLetters,
  selectReached as reachedByLetter,
  takeLetters,
  type HeldLetter,
  type WaitingLetter,
} from './letter-store.ts'
export { letterHeldOf, toldByLetter } from './letters.ts'
export { reachAnyway } from './reach-anyway.ts'
export { mailNotices } from './send-mails.ts'
export { noticeIdSchema, type Notice, type NoticeId } from './store.ts'
export { tellErasures } from './tell-erasures.ts'
export { tellTerms } from './tell-terms.ts'
export { noticeTexts } from './texts.ts'
export { changeWish, putWish, wishOf, type Wish } from './wishes.ts'

const mostOnAPage = 20

/** One page of what somebody was told, newest first. `before`: what is older than that one. */
export async function noticesOf({ database }: Doors, residentId: ResidentId, before: NoticeId | null) {
  const read = await selectNotices(database, residentId, { before, limit: mostOnAPage + 1 })
  const shown = read.slice(0, mostOnAPage)
  const olderThan = read.length > mostOnAPage ? (shown.at(-1)?.noticeId ?? null) : null
  return { shown, olderThan }
}

/** How many they have not read. */
export function countUnread({ database }: Doors, residentId: ResidentId): Promise<number> {
  return selectUnread(database, residentId)
}

/** What they have seen, up to this one: what came while they read stays unread. */
export function markRead(
  { database, clock }: Doors & Pick<Tenant, 'clock'>,
  residentId: ResidentId,
  upTo: NoticeId,
): Promise<void> {
  return updateRead(database, residentId, upTo, clock.now())
}

/** Of somebody who has erased everything, in the caller's transaction. */
export async function forgetNotices(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteNotices(client, residentId)
  await deleteLetter(client, residentId)
  await deleteMailsAndWishes(client, residentId)
}

type Doors = Pick<Tenant, 'database'>
