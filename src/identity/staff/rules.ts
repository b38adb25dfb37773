import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Session } from '../rules.ts'

/** What somebody at the city does. One each; a role is no step on a ladder: the administrator sees nothing of residents. */
export const staffRoles = ['administrator', 'counter', 'reviewer', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]

/** What there is to be allowed, by what is done. */
export const staffPowers = [
  'appoint-staff',
  'help-residents',
  'invite-residents',
  'print-letters',
  'review-uses',
  'read-ledgers',
] as const
export type StaffPower = (typeof staffPowers)[number]

/**
 * The one table: each has one task, so that nobody both does something and looks whether it was right. Who helps residents
 * holds the briefings, too, and hands out the invitations to them.
 */
const powersOf: Readonly<Record<StaffRole, readonly StaffPower[]>> = {
  administrator: ['appoint-staff'],
  counter: ['help-residents', 'invite-residents', 'print-letters'],
  reviewer: ['review-uses'],
  auditor: ['read-ledgers'],
}

/** May somebody of this role do this? A role that is missing or unknown may nothing. */
export function mayStaff(role: string | undefined, power: StaffPower): boolean {
  const known = staffRoles.find((one) => one === role)
  return known !== undefined && powersOf[known].includes(power)
}

/** A member of staff who was invited has no passkey yet; who has ended is let in nowhere, and never again. */
export const staffStandings = ['invited', 'active', 'ended'] as const
export type StaffStanding = (typeof staffStandings)[number]

export interface StaffOnFile {
  staffId: string
  role: string
  standing: StaffStanding
}

export type StaffRefusal = 'not-your-role' | 'unknown-staff' | 'not-yourself' | 'appointed-already'

/** May this member of staff appoint others? As it stands on file now, not when the page was opened. */
export function mayAppoint(by: StaffOnFile | undefined): boolean {
  return by?.standing === 'active' && mayStaff(by.role, 'appoint-staff')
}

/**
 * May this member end, change or invite again that one? Nobody does it to themselves; and as only an administrator who is
 * still there may do it at all, there is always one left.
 */
export function decideOnMember<Member extends StaffOnFile>(
  by: StaffOnFile | undefined,
  member: Member | undefined,
): { ok: true; member: Member } | Refusal<StaffRefusal> {
  if (!mayAppoint(by)) return refuse('not-your-role')
  if (!member || member.standing === 'ended') return refuse('unknown-staff')
  return member.staffId === by?.staffId ? refuse('not-yourself') : { ok: true, member }
}

/** Shorter than a resident's, at desks that people walk past: NIST SP 800-63B §4.3.3 (AAL3) says 15 minutes. */
export const staffIdleMs = 15 * 60_000
/** A day at work. */
export const staffLongestMs = 9 * 60 * 60_000
/** Who appoints or ends somebody has shown a passkey just now, not before lunch (OWASP ASVS 5.0 §7.5.3). */
const proofGoodMs = 5 * 60_000
/** Long enough for a weekend in between. */
export const invitationGoodMs = 72 * 60 * 60_000

export interface StaffSession extends Session {
  provenAt: Date
}

/** Was a passkey shown just now? Silence means no: nor is one that was shown in the future. */
export function isRecentlyProven({ provenAt }: Pick<StaffSession, 'provenAt'>, now: Date): boolean {
  const agoMs = now.getTime() - provenAt.getTime()
  return agoMs >= 0 && agoMs < proofGoodMs
}
