export { replace } from './replace.ts'
export { renewCursorKey } from './cursor.ts'
export {
  historyOf,
  isAnythingUnderWay,
  lastProvisionOf,
  lastUsesOf,
  underWay,
  type HistoryEntry,
} from './history.ts'
export type { UnderWay } from './history-store.ts'
export { provisionsAfter } from './provision-record.ts'
export { quotaUseOf, type QuotaUse } from './quota/quota-use.ts'
export { addExchangeRoutes } from './routes.ts'
export { openShare, type OpenedShare } from './share/open-share.ts'
export { drain, drainMs, pause, stop, type Stopped } from './stop.ts'
