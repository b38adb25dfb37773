export { LogAsked, parseAddress } from './ask-log.ts'
export { visitLog, type Visit, type VisitRefusal } from './visit-log.ts'
export { WitnessFiles, type WatchedLog } from './witness-files.ts'
