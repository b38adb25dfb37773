export { isSensitive, itemCodes, itemOf, type Item, type ItemCode, type Shape } from './items.ts'
export { purposeCodes, purposes } from './purposes.ts'
export { publishItems } from './store.ts'
