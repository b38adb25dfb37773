export {
  endUse,
  findUse,
  findUses,
  findUseVersion,
  listUses,
  lockUse,
  mostUses,
  publishUse,
  usesOf,
} from './store.ts'
export { newUseTermsSchema, useIdSchema, useTermsSchema, type Use, type UseId, type UseTerms } from './use.ts'
