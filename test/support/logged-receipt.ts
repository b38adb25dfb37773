/** A receipt whose records are in the log of a running service. */
import { setTimeout as sleep } from 'node:timers/promises'
import { findReceipt, issueReceipt } from '../../src/consent/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { findPaperEvidence, writePaperEvidence, type PaperEvidence } from '../../src/proof/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'

const waitMs = 30_000

export interface LoggedReceipt {
  /** As it comes as a file. */
  text: string
  evidence: PaperEvidence
  /** What its QR code carries. */
  fragment: string
}

/** Usually within a second; throws when the service keeps it waiting. */
export async function loggedReceipt(
  tenant: Tenant,
  residentId: ResidentId,
  number: string,
): Promise<LoggedReceipt> {
  const found = await findReceipt(tenant, residentId, number)
  const leafIds = found?.events.map(({ eventId }) => eventId) ?? []
  for (const giveUpAt = performance.now() + waitMs; performance.now() < giveUpAt; await sleep(50)) {
    const evidence = await findPaperEvidence(tenant.database, leafIds)
    if (!evidence || evidence.logged < leafIds.length) continue
    const issued = await issueReceipt(tenant, residentId, number)
    if (!issued.ok) throw new Error(issued.because)
    return { text: JSON.stringify(issued.document), evidence, fragment: writePaperEvidence(evidence) }
  }
  throw new Error('the log does not take the records of the receipt')
}
