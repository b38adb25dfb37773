export { endUse, findUse, findUses, findUseVersion, listUses, mostUses, publishUse, usesOf } from './store.ts'
export { useIdSchema, useTermsSchema, type Use, type UseId, type UseTerms } from './use.ts'
