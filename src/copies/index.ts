export { beginCopy, copiesOf, endCopy } from './begin-copy.ts'
export { copyRefusals } from './refusals.ts'
export { copiesADay } from './rules.ts'
