/** Why a member of staff looks somebody up. Asked each time, and told to the resident. */
export const lookUpReasons = [
  'question',
  'join',
  'card',
  'identity',
  'stop',
  'leave',
  'death',
  'agree',
  'letter',
  'merge',
] as const
export type LookUpReason = (typeof lookUpReasons)[number]

/** Why somebody may be searched for; who joins is not, and a second entry is searched for from the first (ask-to-merge.ts). */
export const searchReasons = [
  'question',
  'card',
  'identity',
  'stop',
  'leave',
  'death',
  'agree',
] as const satisfies readonly LookUpReason[]

/** What was done with the look: the resident reads it in their own record. */
export const lookUpDeeds = [
  'found',
  'attended',
  'joined',
  'identity-checked',
  'card-asked',
  'card-looked-at',
  'card-confirmed',
  'card-handed',
  'stopped',
  'left',
  'came-back',
  'request-asked',
  'request-looked-at',
  'request-confirmed',
  'request-refused',
  'request-withdrawn',
  'agreed',
  'refused',
  /** A PIN that was typed at the counter was not taken: wrong, or of a card that is locked or gone. */
  'pin-wrong',
  'letter-addressed',
  'address-entered',
  'request-in-vain',
  'paper-agreed-already',
  'paper-answered-since',
  'card-ended',
  'card-and-ways-ended',
  /** Never written: what only a newer program knows is read so, beside it during an upgrade. */
  'other-step',
] as const
export type LookUpDeed = (typeof lookUpDeeds)[number]

/** Who is found with kana and date of birth is one, or twins; a search with more is none. */
export const mostFound = 5
/** Of more than that nobody is shown; but that there are so many says something of each, and stands in each record. */
export const mostRecorded = 100
/** A counter serves some tens of people in an hour; who tries names needs hundreds. */
export const mostSearchesAnHour = 60
/** Somebody who is attended to and then forgotten on the screen is attended to no more. */
const attendedMs = 5 * 60_000
/** A question with its terms is read to its end before anything is pressed. */
const readingMs = 15 * 60_000
/** How long a card that was asked for waits for the second person and for its resident. */
export const cardRequestMs = 60 * 60_000

/** So long what somebody has shown of who they are holds for what is done for them at this counter. */
const checkGoodMs = 60 * 60_000

/** Has this member of staff seen who it is, within the hour? Silence means no; nor is a check of the future one. */
export function isCheckedNow(
  checks: readonly { staffId: string; checkedAt: Date }[],
  staffId: string,
  now: Date,
): boolean {
  return checks.some((check) => {
    const agoMs = now.getTime() - check.checkedAt.getTime()
    return check.staffId === staffId && agoMs >= 0 && agoMs < checkGoodMs
  })
}

/**
 * What becomes of the other ways in where a card was lost: they end with it where it is known whose word that is, for who found the
 * card may have made one. At the word of whoever knows a name and a birthday they stay: it must lock nobody out.
 */
export function otherWaysAtLoss(hasShownWho: boolean): 'end' | 'stay' {
  return hasShownWho ? 'end' : 'stay'
}

/** Since when searches count. */
export function hourBefore(now: Date): Date {
  return new Date(now.getTime() - 60 * 60_000)
}

export function maySearch(searchesInTheLastHour: number): boolean {
  return searchesInTheLastHour < mostSearchesAnHour
}

/**
 * What somebody of the staff has done for whom they attend to, newest first, as of now: since they began to attend to them, and no
 * longer ago than a look goes on. Nothing else is told on their pages as having happened.
 */
export function deedsOfNow<Deed extends { did: LookUpDeed; lookedAt: Date }>(
  deeds: readonly Deed[],
  now: Date,
): LookUpDeed[] {
  const begun = deeds.find(({ did }) => did === 'attended' || did === 'joined')
  const since = Math.max(begun?.lookedAt.getTime() ?? 0, lookGoesOnSince(now).getTime())
  return deeds.filter(({ lookedAt }) => lookedAt.getTime() >= since && lookedAt <= now).map(({ did }) => did)
}

/** A look since then goes on still. */
export function lookGoesOnSince(now: Date): Date {
  return new Date(now.getTime() - attendedMs)
}

/** Is this look at somebody still going on? One from the future is not. */
export function isGoingOn(seen: { seenAt: Date; readingSince: Date | null }, now: Date): boolean {
  const isWithin = (at: Date, mostMs: number) => {
    const silentMs = now.getTime() - at.getTime()
    return silentMs >= 0 && silentMs < mostMs
  }
  const { seenAt, readingSince } = seen
  return isWithin(seenAt, attendedMs) || (readingSince !== null && isWithin(readingSince, readingMs))
}

export interface CardRequest {
  askedBy: string
  askedAt: Date
  confirmedBy: string | null
  handedAt: Date | null
  /** The second person, where they have said no. */
  refusedBy: string | null
}

/** Does it still wait, for the second person or for its resident? */
export function isOpen(request: CardRequest, now: Date): boolean {
  return request.handedAt === null && request.refusedBy === null && isOfTheHour(request, now)
}

/** Was it asked for so shortly before that who asked still waits for an answer? One from the future was not. */
export function isOfTheHour({ askedAt }: Pick<CardRequest, 'askedAt'>, now: Date): boolean {
  const waitedMs = now.getTime() - askedAt.getTime()
  return waitedMs >= 0 && waitedMs < cardRequestMs
}

/** May this member of staff be the second person, who confirms it or says no? Never who asked, and only once. */
export function mayConfirm(request: CardRequest, staffId: string, now: Date): boolean {
  return isOpen(request, now) && request.confirmedBy === null && request.askedBy !== staffId
}

/** May the card be made and handed over, by this member of staff? */
export function mayHandOver(request: CardRequest | undefined, staffId: string, now: Date): boolean {
  if (!request || !isOpen(request, now)) return false
  const { askedBy, confirmedBy } = request
  return confirmedBy !== null && confirmedBy !== askedBy && askedBy === staffId
}
