import type pg from 'pg'
import {
  checkQuestion,
  giveConsent,
  isSignedLately,
  refuseConsent,
  type Answer,
  type ConsentActRefusal,
  type Receipt,
} from '../consent/index.ts'
import { stop } from '../exchange/index.ts'
import { proveByPin, type Pin } from '../identity/index.ts'
import { refuse, systemClock, type LocalDay, type Personal, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { helping, noteDeed, type Attendance } from './attendance.ts'
import type { RequestDetail } from './by-two/detail.ts'
import { askSecond, putDown } from './by-two/requests.ts'

/** What the resident has ticked, by the SHA-256 of which paper, and on which day they have signed it. */
export interface OnPaper extends Answer {
  paperHash: Buffer
  signedOn: LocalDay
}

/** The resident has read the question at the counter and types their own PIN. A wrong one counts as at the door. */
export async function agreeWithPin(
  tenant: Tenant,
  attendance: Attendance,
  answer: Answer,
  pin: Personal<Pin>,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal | 'card-refused' | 'card-busy'>> {
  const { residentId, staffId } = attendance
  const asked = { ...attendance, reason: 'agree' } as const
  const proven = await proveByPin(tenant, residentId, pin)
  if (!proven.ok) {
    // Who attends could be trying PINs: each that is not taken stands in the record of whose card it is.
    if (proven.because === 'card-refused') await noteDeed(tenant, tenant.database, asked, 'pin-wrong')
    return proven
  }
  const by = { ...helping(tenant, asked, 'agreed'), proof: proven.proof, helper: { staffId } }
  return giveConsent(tenant, by, answer)
}

/**
 * The resident says no at the counter: it asks for no proof, as anywhere, and stands in their record as entered by who attends.
 * What they allow until then is stopped by it: nobody of the staff sees what that is, and the answer is the same, with one number.
 */
export async function refuseAtCounter(
  tenant: Tenant,
  attendance: Attendance,
  answer: Answer,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const by = helping(tenant, { ...attendance, reason: 'agree' }, 'refused')
  const refused = await refuseConsent(tenant, by, answer)
  if (refused.ok || refused.because !== 'allowed-meanwhile') return refused
  const stopped = await stop(tenant, by, { useId: answer.useId, items: answer.items })
  if (!stopped.ok && stopped.because === 'not-kept') return stopped
  // One press is one deed, and the stop is on the record by now.
  const { residentId, sessionHash, channel } = by
  return refuseConsent(tenant, stopped.ok ? { residentId, sessionHash, channel } : by, answer)
}

/** The resident has signed a paper. It allows nothing until another member of staff has seen it, too. */
export async function enterPaper(
  tenant: Tenant,
  attendance: Attendance,
  paper: OnPaper,
): ReturnType<typeof askSecond> {
  if (!isSignedLately(paper.signedOn, tenant.clock.now())) return refuse('not-signed-lately')
  return askSecond(tenant, attendance, detailOf(paper))
}

/**
 * A program of the city brings a paper, of whoever has this card; in the caller's transaction. It allows nothing until two of the
 * staff have seen it. Whether there is such a card, and how things stand with who has it, does not show in the answer.
 */
export async function receivePaper(
  tenant: Tenant,
  client: pg.PoolClient,
  { programId, holder }: { programId: string; holder: ResidentId | undefined },
  paper: OnPaper,
): Promise<{ ok: true } | Refusal<ConsentActRefusal>> {
  if (!isSignedLately(paper.signedOn, tenant.clock.now())) return refuse('not-signed-lately')
  const because = await checkQuestion({ database: client, clock: tenant.clock }, paper)
  if (because) return refuse(because)
  const asked = { detail: detailOf(paper), askedBy: null, programId, now: systemClock.now() }
  if (holder) await putDown(tenant, client, holder, asked)
  return { ok: true }
}

function detailOf({ useId, versionShown, items, paperHash, signedOn }: OnPaper): RequestDetail {
  const chosen = [...new Set(items)]
  const hash = paperHash.toString('hex')
  return { kind: 'agreement', useId, version: versionShown, items: chosen, paperHash: hash, signedOn }
}
