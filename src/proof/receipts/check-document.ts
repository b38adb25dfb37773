import type { NoteVerifier } from '../notes/note-key.ts'
import { checkEvidence, evidenceSchema, type Evidence, type EvidenceFound } from './evidence.ts'
import { signerOf } from './signed-document.ts'

/** Where the evidence stands in a document. */
export const evidenceMember = 'azukari:evidence'
export const documentType = 'azukari-receipt'

export interface DocumentFound extends EvidenceFound {
  /** Whose signature holds; null when none of a known key does. */
  signer: NoteVerifier | null
  evidence: Evidence
}

/** Checks such a document with nothing but the keys of the log; undefined for what is none. */
export function checkDocument(document: object, keys: readonly NoteVerifier[]): DocumentFound | undefined {
  const evidence = evidenceSchema.safeParse((document as Record<string, unknown>)[evidenceMember])
  if (!evidence.success) return undefined
  const signer = signerOf(document, documentType, keys) ?? null
  return { signer, evidence: evidence.data, ...checkEvidence(evidence.data, keys) }
}
