import {
  actIdSchema,
  giveConsentWithin,
  isActDone,
  PaperProof,
  spendPaper,
  whyNotByPaper,
  type ConsentActRefusal,
} from '../../consent/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { noteDeed } from '../attendance.ts'
import type { LookUpDeed } from '../rules.ts'
import type { AsItStands, DetailOf, SaidByTwo } from './kind-of-request.ts'

type Agreement = DetailOf<'agreement'>

/**
 * What they allow, and when they last said no, is theirs: the two hear of a paper against it what they hear of one that counts,
 * and the resident reads why nothing came of it. Everything else is about the paper, the use, or how they stand, and is heard.
 */
export const quietOfPapers: Partial<Record<ConsentActRefusal, LookUpDeed>> = {
  'already-agreed': 'paper-agreed-already',
  'answered-since': 'paper-answered-since',
}

export function whyNotOnPaper(city: AsItStands, residentId: ResidentId, detail: Agreement) {
  return whyNotByPaper(city, residentId, answerOn(detail), paperOf(detail))
}

/** It counts, or it is used up for nothing and only the resident reads so: in one transaction either way. */
export function agreeByPaper(
  tenant: Tenant,
  { residentId, requestId, two, programId }: SaidByTwo,
  detail: Agreement,
): Promise<{ ok: true } | Refusal<ConsentActRefusal>> {
  const [answer, actId] = [answerOn(detail), actIdSchema.parse(requestId)]
  const proof = new PaperProof(residentId, { ...two, programId, ...paperOf(detail) })
  const by = { residentId, sessionHash: null, channel: 'counter', proof } as const
  return inTransaction(tenant.database, async (client) => {
    const given = await giveConsentWithin(tenant, client, by, answer, actId)
    if (given.ok || (await isActDone(client, residentId, actId))) return { ok: true }
    const did = quietOfPapers[given.because]
    if (!did) return given
    await spendPaper(tenant, client, proof, answer, actId)
    await noteDeed(tenant, client, { residentId, staffId: two.secondStaffId, reason: 'agree' }, did)
    return { ok: true }
  })
}

function answerOn({ useId, version, items }: Agreement) {
  return { useId, versionShown: version, items }
}

function paperOf({ paperHash, signedOn }: Agreement) {
  return { paperHash: Buffer.from(paperHash, 'hex'), signedOn }
}
