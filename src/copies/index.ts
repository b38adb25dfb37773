export { beginCopy, copiesOf, endCopy } from './begin-copy.ts'
export { copyRefusals, type CopyRefusal } from './refusals.ts'
export { copiesADay } from './rules.ts'
export type { CopyId } from './store.ts'
