export { comeBack, leave, recordDeath, recordDeathInError, type Left } from './leave.ts'
export { leavingRefusals, type LeavingRefusal } from './refusals.ts'
