import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectIdentityChecks } from './identity-check-store.ts'
import type { IdentityCheck } from './identity-level.ts'
import { selectLookUps, type LookUp } from './store.ts'

export { askToMerge, foundDuplicates, searchDuplicate } from './ask-to-merge.ts'
export {
  attend,
  carryOver,
  deedsNow,
  endAttendance,
  findAttendance,
  type AttendanceNow,
  forgetAtCounter,
  forgetAttendances,
  type Attendance,
  type Clerk,
} from './attendance.ts'
export { confirmRequest } from './by-two/confirm-request.ts'
export { agreeWithPin, enterPaper, receivePaper, refuseAtCounter, type OnPaper } from './enter-consent.ts'
export { deathReporters, type RequestDetail } from './by-two/detail.ts'
export {
  askSecond,
  lookAtRequest,
  refuseRequest,
  requestsOf,
  requestsToDecide,
  takeBackRequest,
  type OpenRequest,
} from './by-two/requests.ts'
export { isWaiting, mayTakeBack, notConfirmedBecause, type NotConfirmedBecause } from './by-two/rules.ts'
export { requestIdSchema, type RequestId } from './by-two/store.ts'
export { cardRequestIdSchema, type CardRequestId } from './card-request-store.ts'
export { checkIdentity } from './check-identity.ts'
export {
  askForCard,
  cardRequestOf,
  cardsRefused,
  cardsToConfirm,
  confirmCard,
  handOverCard,
  lookAtCardRequest,
  refuseCard,
  type CardRequestState,
  type CardToConfirm,
} from './hand-over-card.ts'
export { documents, documentSchema, identityLevelOf, type IdentityCheck } from './identity-level.ts'
export { askToUndo, lookAtMerged, type MergedAtDesk } from './ask-to-undo.ts'
export { joinResident } from './join-resident.ts'
export { endCardAtCounter } from './end-card-at-counter.ts'
export { enterAddress } from './enter-address.ts'
export { hasShownWho, leaveAtCounter } from './leave-at-counter.ts'
export { searchesAtCounter } from './find-searches.ts'
export { insertLookUps as recordLookUps, selectAddressEntered as addressEnteredAt } from './store.ts'
export { counterRefusals } from './refusals.ts'
export { searchReasons, type LookUpDeed, type LookUpReason } from './rules.ts'
export { foundBy, searchResident, type Found } from './search-resident.ts'
export { stopAtCounter } from './stop-at-counter.ts'
export { tellOfFile } from './tell-of-look.ts'
export {
  attendanceIdSchema,
  searchIdSchema,
  type AttendanceId,
  type LookUp,
  type Search,
  type SearchId,
} from './store.ts'

/** When a resident was looked up, why, and what they did; newest first, at most `limit`. */
export function lookUpsOf(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  page: { before: Date | null; limit: number },
): Promise<LookUp[]> {
  return selectLookUps(database, residentId, page)
}

/** When and with what they showed who they are, newest first. */
export function identityChecksOf(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
): Promise<IdentityCheck[]> {
  return selectIdentityChecks(database, residentId)
}
