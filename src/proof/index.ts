export {
  canonicalOf,
  commitmentOf,
  commitmentTo,
  openingOf,
  type LeafKind,
  type Opening,
} from './commitment.ts'
export { goOnWithoutLost, isBehindKept } from './log/behind-kept.ts'
export { checkTree, type TreeFault } from './log/check-tree.ts'
export { countOverdue, findCommitments, findOverdue, type FoundCommitment } from './log/find-commitments.ts'
export { keeperMetrics } from './log/checkpoint-keeper.ts'
export { keysFollowing } from './log/endorsement.ts'
export { LogKeyMissing, logKeyMissing } from './log/log-key.ts'
export { keepCheckpoint, type Kept, type KeepRefusal } from './log/keep-checkpoint.ts'
export { parseKeys } from './log/known-keys.ts'
export { restoredLeaves } from './log/log-store.ts'
export { describeKeys, keysOfLog, newestCheckpoint } from './log/read-log.ts'
export { rotateLogKey } from './log/rotate-log-key.ts'
export { startSequencer, type Sequencer } from './log/sequencer.ts'
export { findVoucher, isVouchedFor } from './log/vouch.ts'
export { addedTo, checkpointsIn } from './notes/checkpoint-file.ts'
export {
  openCheckpoint,
  originOf,
  type CheckpointRefusal,
  type OpenedCheckpoint,
} from './notes/checkpoint.ts'
export { cosignCheckpoint } from './notes/cosign-checkpoint.ts'
export { checkGrowth, type GrowthRefusal } from './notes/check-growth.ts'
export { cosignersOf, WitnessKey, WitnessSigner } from './notes/cosignature.ts'
export { digitsOf } from './notes/read-out.ts'
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
export { isConsistent, type Tree } from './merkle/verify.ts'
