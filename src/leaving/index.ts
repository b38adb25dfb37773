export { comeBack, leave, recordDeath, recordDeathInError, type Left } from './leave.ts'
export { merge, undoMerge } from './merge.ts'
export { leavingRefusals, type LeavingRefusal } from './refusals.ts'
