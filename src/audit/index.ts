export { checkLog, isWhole, type Audit } from './check-log.ts'
export type { RecordFault } from './check-records.ts'
export { promiseMetrics, watchPromises } from './watch-promises.ts'
