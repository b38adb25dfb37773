export { commitmentOf, type LeafKind } from './commitment.ts'
export { queueLeaves, type PendingLeaf } from './store.ts'
