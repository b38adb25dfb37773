export { isSensitive, itemCodes, itemOf, type Item, type ItemCode, type Shape, type Tier } from './items.ts'
export { purposeCodes, purposes, type PurposeCode } from './purposes.ts'
export { publishItems } from './store.ts'
