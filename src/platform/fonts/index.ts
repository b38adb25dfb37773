export { canBePrinted } from './can-be-printed.ts'
export { fonts } from './fonts.ts'
