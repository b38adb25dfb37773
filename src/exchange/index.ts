export { historyOf, lastUsesOf, underWay, type HistoryEntry } from './history.ts'
export type { UnderWay } from './history-store.ts'
export { addExchangeRoutes } from './routes.ts'
export { drainMs, stop, type Stopped } from './stop.ts'
