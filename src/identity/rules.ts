import type { VendorStanding } from '../vendors/index.ts'
import { companyScopes, type CompanyScope } from './openid/addresses.ts'

/** A session that nobody uses ends: NIST SP 800-63B §4.2.3 (AAL2) allows at most 30 minutes of inactivity and 12 hours. */
const idleMs = 30 * 60_000
export const longestMs = 12 * 60 * 60_000
/** Being seen is written down at most this often, so that reading a page is not a write. */
const seenEveryMs = 60_000

/** By which way somebody came in. A new one needs its place in the check `sessions_way_check`, too. */
export const waysIn = ['card', 'outside', 'mail', 'passkey', 'demo'] as const
export type WayIn = (typeof waysIn)[number]

/**
 * Is it news that somebody came in by this way? Not of one that is known, nor that a card is the first: it was handed over. Any
 * other first one is: of who came in before these were written down nothing is known, and it may be a stranger's.
 */
export function isNewsOfWay(way: WayIn, { isNew, isFirst }: { isNew: boolean; isFirst: boolean }): boolean {
  return isNew && way !== 'demo' && !(isFirst && way === 'card')
}

export interface Session {
  lastSeenAt: Date
  expiresAt: Date
}

/** Is this session good, now? Silence means no: one seen in the future is not. */
export function isLive(session: Session | undefined, now: Date, longestSilenceMs = idleMs): boolean {
  if (!session) return false
  const silentMs = now.getTime() - session.lastSeenAt.getTime()
  // Clocks of two machines may differ by less than the writing interval.
  return silentMs > -seenEveryMs && silentMs < longestSilenceMs && now < session.expiresAt
}

export function shouldNoteSeen(session: Session, now: Date): boolean {
  return now.getTime() - session.lastSeenAt.getTime() >= seenEveryMs
}

export interface ClientOnFile {
  standing: 'active' | 'ended'
  vendorStanding: VendorStanding
  contractUntil: Date
}

/**
 * What this program may have a token for, now. The gate and the sandbox decide again at every read; this only spares the
 * detour. A company that has applied may try its program, and nothing else.
 */
export function scopesFor(client: ClientOnFile | undefined, now: Date): readonly CompanyScope[] {
  if (client?.standing !== 'active') return []
  if (client.vendorStanding === 'applicant') return ['sandbox']
  return client.vendorStanding === 'active' && now < client.contractUntil ? companyScopes : []
}
