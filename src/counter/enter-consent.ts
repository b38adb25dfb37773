import type pg from 'pg'
import {
  checkQuestion,
  giveConsentWithin,
  isSignedLately,
  type Answer,
  type ConsentActRefusal,
  type Receipt,
} from '../consent/index.ts'
import { proveByPin, type Pin } from '../identity/index.ts'
import { refuse, systemClock, type LocalDay, type Personal, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { noteDeed, type Attendance } from './attendance.ts'
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
  const { residentId, sessionHash, staffId } = attendance
  const proven = await proveByPin(tenant, residentId, pin)
  if (!proven.ok) return proven
  const by = {
    residentId,
    sessionHash,
    channel: 'counter',
    proof: proven.proof,
    helper: { staffId },
  } as const
  return inTransaction(tenant.database, async (client) => {
    const given = await giveConsentWithin(tenant, client, by, answer)
    if (given.ok) await noteDeed(tenant, client, { ...attendance, reason: 'agree' }, 'agreed')
    return given
  })
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
