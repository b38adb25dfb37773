import { localDayOf, refuse, type Id, type Refusal } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { mayAgreeAlone } from '../join-alone.ts'
import type { ResidentId } from '../resident.ts'
import { decideTermsAnswer, termsInForce, termsStandingOf, type TermsAnswerRefusal } from './rules.ts'
import { insertAnswer, selectAnswers, selectVersions, type TermsAnswerRow } from './store.ts'
import type { TermsAnswer } from './terms.ts'

export type TermsAnswered = { ok: true } | Refusal<TermsAnswerRefusal | 'not-found' | 'too-young'>

interface Given {
  versionShown: number
  answer: TermsAnswer
}

/**
 * The resident answers on their own page. A no is kept, so that they are not asked at each sign-in. `besides`: what is written
 * together with it.
 */
export function answerTerms(
  tenant: Tenant,
  residentId: ResidentId,
  given: Given,
  besides?: (client: Queryable) => Promise<unknown>,
): Promise<TermsAnswered> {
  return inTransaction(tenant.database, async (client) => {
    const answered = await enter(tenant, client, residentId, given, null)
    if (answered.ok) await besides?.(client)
    return answered
  })
}

/** Who joins by themselves has agreed to the text that is in force, in the transaction that takes them in. */
export async function agreeOnJoining(
  tenant: Tenant,
  client: Queryable,
  residentId: ResidentId,
  versionShown: number,
): Promise<void> {
  const agreed = await enter(tenant, client, residentId, { versionShown, answer: 'agreed' }, null)
  if (!agreed.ok) throw new Error(`the terms were not agreed to: ${agreed.because}`)
}

/** A paper that was signed, and where it is. */
export interface SignedPaper {
  versionShown: number
  staffId: Id<'staff'>
  /** The number it is filed under (`readPaperNumber`). */
  paperNumber: string
}

/** The resident has signed them on paper, and a member of staff has taken it. In the caller's transaction. */
export async function recordSignedTerms(
  tenant: Tenant,
  client: Queryable,
  residentId: ResidentId,
  { versionShown, staffId, paperNumber }: SignedPaper,
): Promise<TermsAnswered> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('records')) return refuse('not-found')
  const paperHash = keys.hmac('records', 'residents/terms-paper', `${versionShown}/${paperNumber}`)
  const given = { versionShown, answer: 'agreed' } as const
  return enter(tenant, client, residentId, given, { staffId, paperHash })
}

async function enter(
  tenant: Tenant,
  client: Queryable,
  residentId: ResidentId,
  { versionShown, answer }: Given,
  paper: TermsAnswerRow['paper'],
): Promise<TermsAnswered> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('identity')) return refuse('not-found')
  const seen = { ...tenant, database: client }
  if (answer === 'agreed' && !(await mayAgreeAlone(seen, residentId))) return refuse('too-young')
  const now = tenant.clock.now()
  const today = localDayOf(now)
  const versions = await selectVersions(client)
  const standing = termsStandingOf(versions, await selectAnswers(client, residentId), today)
  const decided = decideTermsAnswer(termsInForce(versions, today), standing, versionShown)
  if (!decided.ok) return decided
  const row = { version: versionShown, answer, paper, answeredAt: now }
  // Pressed in two windows at once, it is agreed to once.
  return (await insertAnswer(client, residentId, row)) ? { ok: true } : refuse('terms-agreed-already')
}
