import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Opening } from '../commitment.ts'
import { findLogKey } from '../log/log-key.ts'
import { documentType, evidenceMember } from './check-document.ts'
import type { Evidence } from './evidence.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { signDocument } from './sign-document.ts'

/** A document with the evidence for what it says, signed by the key of the log. */
export async function issueDocument<Document extends object>(
  tenant: Tenant,
  document: Document,
  openings: readonly (Opening & { queuedAt: Date })[],
): Promise<
  { ok: true; document: Document & { [evidenceMember]: Evidence } } | Refusal<'nothing-logged-yet'>
> {
  const signer = await findLogKey(tenant.database, tenant)
  if (!signer) return refuse('nothing-logged-yet')
  const evidence = await gatherEvidence(tenant.database, openings)
  return {
    ok: true,
    document: await signDocument({ ...document, [evidenceMember]: evidence }, documentType, signer),
  }
}
