export { findUse, findUseVersion, listUses, publishUse } from './store.ts'
export { useIdSchema, useTermsSchema, type Use, type UseId, type UseStanding, type UseTerms } from './use.ts'
