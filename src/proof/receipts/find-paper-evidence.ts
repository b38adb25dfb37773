import type { Queryable } from '../../platform/database/index.ts'
import { findCommitments } from '../log/find-commitments.ts'
import { selectCheckpoint } from '../log/log-store.ts'
import { hashOfLeaf } from '../merkle/tree.ts'
import { parseText } from '../notes/checkpoint.ts'
import { parseNote } from '../notes/note.ts'
import { leavesOnPaper, type PaperEvidence } from './paper-evidence.ts'

/**
 * What to print on a receipt with these leaves, in their order: as many as paper takes; `logged` says how many of all
 * the log has by now. Null before it has any.
 */
export async function findPaperEvidence(
  database: Queryable,
  leafIds: readonly string[],
): Promise<(PaperEvidence & { logged: number }) | null> {
  const note = parseNote((await selectCheckpoint(database))?.note ?? '')
  const checkpoint = note && parseText(note.text)
  if (!checkpoint) return null
  const found = await findCommitments(database, leafIds)
  const leaves = leafIds.flatMap((leafId) => {
    const { index = null, commitment } = found.get(leafId) ?? {}
    const isThere = commitment && index !== null && index < checkpoint.size
    return isThere ? [{ index, hash: hashOfLeaf(commitment) }] : []
  })
  return { checkpoint, leaves: leaves.slice(0, leavesOnPaper), logged: leaves.length }
}
