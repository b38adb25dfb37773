import type { RecentProof } from '../identity/index.ts'
import { leaveNotice } from '../notices/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { answerTerms, type ResidentId, type TermsAnswered } from '../residents/index.ts'

/** Agreeing to the terms, by somebody who has just shown who they are: it opens depositing and consents, and they are told. */
export function agreeToTerms(
  tenant: Tenant,
  { residentId }: RecentProof<'agree'>,
  versionShown: number,
): Promise<TermsAnswered> {
  return answerTerms(tenant, residentId, { versionShown, answer: 'agreed' }, (client) =>
    leaveNotice(client, residentId, { kind: 'terms-agreed' }, tenant.clock.now()),
  )
}

/** A no needs no proof. */
export function refuseTerms(
  tenant: Tenant,
  residentId: ResidentId,
  versionShown: number,
): Promise<TermsAnswered> {
  return answerTerms(tenant, residentId, { versionShown, answer: 'refused' })
}
