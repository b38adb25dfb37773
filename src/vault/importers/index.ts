export type { ByteSource } from './byte-source.ts'
export { fileSource } from './file-source.ts'
export { leftOutReasons, type LeftOutReason } from './left-out.ts'
export { nameInFile } from './name-in-file.ts'
export { readDeposit, type ReadingOptions, type ReadingResult } from './read-deposit.ts'
export {
  sourceKinds,
  type DayOfSamples,
  type ItemCount,
  type LeftOut,
  type Owner,
  type Reading,
  type Sample,
  type SampleDocument,
  type SourceKind,
} from './reading.ts'
export { importRefusals, type ImportRefusal, type ImportRefused } from './refusals.ts'
