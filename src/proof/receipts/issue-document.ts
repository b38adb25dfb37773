import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { Opening } from '../commitment.ts'
import { findLogKey } from '../log/log-key.ts'
import type { NoteVerifier } from '../notes/note-key.ts'
import {
  checkEvidence,
  evidenceSchema,
  gatherEvidence,
  type Evidence,
  type EvidenceFound,
} from './evidence.ts'
import { signDocument, signerOf } from './signed-document.ts'

/** Where the evidence stands in a document. */
const member = 'azukari:evidence'
const type = 'azukari-receipt'

/** A document with the evidence for what it says, signed by the key of the log. */
export async function issueDocument<Document extends object>(
  tenant: Tenant,
  document: Document,
  openings: readonly (Opening & { queuedAt: Date })[],
): Promise<{ ok: true; document: Document & { [member]: Evidence } } | Refusal<'nothing-logged-yet'>> {
  const signer = await findLogKey(tenant.database, tenant)
  if (!signer) return refuse('nothing-logged-yet')
  const evidence = await gatherEvidence(tenant.database, openings)
  return { ok: true, document: await signDocument({ ...document, [member]: evidence }, type, signer) }
}

export interface DocumentFound extends EvidenceFound {
  /** Whose signature holds; null when none of a known key does. */
  signer: NoteVerifier | null
  evidence: Evidence
}

/** Checks such a document with nothing but the keys of the log; undefined for what is none. */
export async function checkDocument(
  document: object,
  keys: readonly NoteVerifier[],
): Promise<DocumentFound | undefined> {
  const evidence = evidenceSchema.safeParse((document as Record<string, unknown>)[member])
  if (!evidence.success) return undefined
  const signer = (await signerOf(document, type, keys)) ?? null
  return { signer, evidence: evidence.data, ...checkEvidence(evidence.data, keys) }
}
