export { findBrought, takeBackBrought, type BroughtFile } from './brought.ts'
export {
  confirmDeposit,
  daysAtMost,
  depositsAtMost,
  depositsOf,
  discardDeposit,
  expireDeposits,
  findDeposit,
  findSameFile,
  isKeptAs,
  undoDeposit,
  type Deposit,
  type KeptAlready,
} from './confirm-deposit.ts'
export type { DepositSummary } from './deposit-summary.ts'
export type { ItemHolding } from './envelope-store.ts'
export { sealedEnvelopeSchema, type SealedEnvelope } from './envelope.ts'
export { importIdSchema, type ImportId } from './import-store.ts'
export {
  fileSource,
  importRefusals,
  leftOutReasons,
  nameInFile,
  readDeposit,
  type ByteSource,
  type Reading,
} from './importers/index.ts'
export { daysOf, holdingsOf, openDay, type DayView } from './own-view.ts'
export { figureOf, type DayFigure } from './rules.ts'
export { removeEverything } from './remove-everything.ts'
export { filesPerPerson, ReadingQueue } from './reading-queue.ts'
export { personInFileSchema, readingQueueOf, takeDeposit } from './take-deposit.ts'
export { openImport, previewHours, readImport } from './receive-deposit.ts'
export { depositRefusals, type DepositRefusal } from './refusals.ts'
