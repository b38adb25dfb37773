import { localDaySchema } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { answerTerms, firstTerms, publishTerms, termsOf } from '../residents/index.ts'
import { people } from './people.ts'

/** Long past, wherever the clock of the demo is set. */
const effectiveFrom = localDaySchema.parse('2024-04-01')

/**
 * The terms that come with the product, and that the fictional residents have agreed to them, so that whoever tries the
 * demo begins with what it is about. In a real city each is asked, and nobody answers for them.
 */
export async function seedTerms(tenant: Tenant): Promise<void> {
  // Where there are some already, they stay.
  await publishTerms(tenant, { version: 1, effectiveFrom, needsAgreement: true, sections: [...firstTerms] })
  for (const { residentId } of people) {
    // Who has said no in the demo is left at that, and so is who was erased.
    if ((await termsOf(tenant, residentId)).standing !== 'to-ask') continue
    await answerTerms(tenant, residentId, { versionShown: 1, answer: 'agreed' })
  }
}
