import { dayMs } from '../../kernel/index.ts'

/** What is done only when two of the staff say so; a card has its own way (hand-over-card.ts). */
export const requestKinds = ['died', 'reported-in-error'] as const
export type RequestKind = (typeof requestKinds)[number]

/** Why the second person does not confirm it. Told to who asked. */
export const notConfirmedBecause = ['other-person', 'document-unclear', 'not-true'] as const
export type NotConfirmedBecause = (typeof notConfirmedBecause)[number]

export type RequestOutcome = 'confirmed' | 'refused' | 'withdrawn'

/** How long it waits for the second person: the paper is at hand for the day. */
export const requestMs = dayMs
/** For one resident at a time. */
export const mostOpenRequests = 20

export interface AskedOfTwo {
  askedBy: string
  askedAt: Date
  outcome: string | null
  /** How they stand was changed by another request since: what was true when this one was asked for may be so no more. */
  isOvertaken: boolean
}

/** Does it still wait? One from the future does not. */
export function isWaiting(request: AskedOfTwo, now: Date): boolean {
  return request.outcome === null && isOfToday(request, now)
}

function isOfToday({ askedAt, isOvertaken }: AskedOfTwo, now: Date): boolean {
  const waitedMs = now.getTime() - askedAt.getTime()
  return !isOvertaken && waitedMs >= 0 && waitedMs < requestMs
}

/** May this member of staff confirm it, or say no? Never who asked. */
export function mayDecide(request: AskedOfTwo, staffId: string, now: Date): boolean {
  return isWaiting(request, now) && request.askedBy !== staffId
}

/** Both have said so: may it be done, by this member of staff, where it was not done then? */
export function mayFinish(request: AskedOfTwo, staffId: string, now: Date): boolean {
  return request.outcome === 'confirmed' && isOfToday(request, now) && request.askedBy !== staffId
}

/** May this member of staff take it back? Only who asked. */
export function mayTakeBack(request: AskedOfTwo, staffId: string, now: Date): boolean {
  return isWaiting(request, now) && request.askedBy === staffId
}
