import type { Tenant } from '../platform/tenant.ts'
import { termsOf, type ResidentId } from '../residents/index.ts'
import { paths } from './paths.ts'

/** Where somebody goes who has just signed in: home, or first to the terms, as long as they have not answered them. */
export async function afterSignIn(tenant: Tenant, residentId: ResidentId): Promise<string> {
  const { standing } = await termsOf(tenant, residentId)
  return standing === 'to-ask' ? paths.answerTerms : paths.home
}
