import type { Tenant } from '../../src/platform/tenant.ts'
import {
  answerTerms,
  firstTerms,
  publishTerms,
  type ResidentId,
  type Terms,
} from '../../src/residents/index.ts'

/** The first version, in force since before any clock of a test begins. */
export const termsForTests: Terms = {
  version: 1,
  effectiveFrom: '2000-01-01' as Terms['effectiveFrom'],
  needsAgreement: true,
  sections: [...firstTerms],
}

/** They agree to the terms of this city on their own page; where there are none, to those that come with the product. */
export async function agreeToTerms(tenant: Tenant, residentId: ResidentId): Promise<ResidentId> {
  await publishTerms(tenant, termsForTests)
  const answered = await answerTerms(tenant, residentId, { versionShown: 1, answer: 'agreed' })
  if (!answered.ok && answered.because !== 'terms-agreed-already') throw new Error(answered.because)
  return residentId
}
