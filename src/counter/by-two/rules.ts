import { dayMs } from '../../kernel/index.ts'

/** What is done only when two of the staff say so; a card has its own way (hand-over-card.ts). */
export const requestKinds = ['died', 'reported-in-error', 'agreement', 'merged', 'merged-in-error'] as const
export type RequestKind = (typeof requestKinds)[number]

/** Why the second person does not confirm it. Told to who asked. */
export const notConfirmedBecause = ['other-person', 'document-unclear', 'not-true'] as const
export type NotConfirmedBecause = (typeof notConfirmedBecause)[number]

export type RequestOutcome = 'confirmed' | 'refused' | 'withdrawn'

/** How long it waits for the second person: the paper is at hand for the day. */
export const requestMs = dayMs
/** How long one that a program has brought waits for the first of them: papers come in by the week. */
export const untakenMs = 7 * dayMs
/** For one resident at a time. */
export const mostOpenRequests = 20

export interface AskedOfTwo {
  /** The first of the two; null while a paper that a program has brought waits for one. */
  askedBy: string | null
  askedAt: Date
  outcome: string | null
  /** How they stand was changed by another request since: what was true when this one was asked for may be so no more. */
  isOvertaken: boolean
}

/** Does it still wait? One from the future does not. */
export function isWaiting(request: AskedOfTwo, now: Date): boolean {
  return request.outcome === null && isOfToday(request, now)
}

function isOfToday({ askedBy, askedAt, isOvertaken }: AskedOfTwo, now: Date): boolean {
  const waitedMs = now.getTime() - askedAt.getTime()
  return !isOvertaken && waitedMs >= 0 && waitedMs < (askedBy === null ? untakenMs : requestMs)
}

/** Nothing that waits was asked for before that: by a member of staff, or by a program and taken up by nobody. */
export function waitingSince(now: Date): { asked: Date; brought: Date } {
  const asked = new Date(now.getTime() - requestMs)
  return { asked, brought: new Date(asked.getTime() - untakenMs) }
}

/** May this member of staff confirm it, or say no? Never who asked. The first to confirm what nobody asked for is who asks. */
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
