export {
  canonicalOf,
  commitmentOf,
  commitmentTo,
  openingOf,
  type LeafKind,
  type Opening,
} from './commitment.ts'
export { checkTree, type TreeFault } from './log/check-tree.ts'
export { countOverdue, findCommitments, type FoundCommitment } from './log/find-commitments.ts'
export { keysFollowing } from './log/endorsement.ts'
export { parseKeys } from './log/known-keys.ts'
export { describeKeys, keysOfLog } from './log/read-log.ts'
export { rotateLogKey } from './log/rotate-log-key.ts'
export { startSequencer, type Sequencer } from './log/sequencer.ts'
export { originOf } from './notes/checkpoint.ts'
export { checkGrowth, type GrowthRefusal } from './notes/check-growth.ts'
export { NoteVerifier as LogKey } from './notes/note-key.ts'
export { proofRefusals } from './refusals.ts'
export { promisedWithinMs, type EvidenceFault } from './receipts/evidence.ts'
export { checkDocument } from './receipts/check-document.ts'
export { checkPaper, type LogAnswers, type PaperFault } from './receipts/check-paper.ts'
export { findPaperEvidence } from './receipts/find-paper-evidence.ts'
export { issueDocument } from './receipts/issue-document.ts'
export { parsePaperEvidence, writePaperEvidence, type PaperEvidence } from './receipts/paper-evidence.ts'
export { addLogRoutes } from './routes.ts'
export { queueLeaves, queueLeavesAgain, type PendingLeaf } from './store.ts'
