export { agreeToTerms, refuseTerms } from './answer-terms.ts'
export { freezeConsents, withdrawAgain } from './after-restore.ts'
export { recordedNoes } from './newest-no-store.ts'
export { queueNoesAgain, sayNoAgain } from './note-no.ts'
export { isSignedLately, PaperProof } from './evidence.ts'
export { actsOf, eventsOf, findReceipt, grantsOf, lastStopOf, type ActAndEvents } from './find-consent.ts'
export {
  giveConsent,
  giveConsentWithin,
  refuseConsent,
  whyNotByPaper,
  type ProvenBy,
} from './give-consent.ts'
export { grantRowSchema } from './grant-row.ts'
export type { GrantState } from './grant-states.ts'
export { isActDone } from './paper-store.ts'
export { checkQuestion, type Answer } from './question.ts'
export { placeEndedPauses } from './ended-pauses.ts'
export { pauseAgain } from './pause-again.ts'
export { pauseConsent } from './pause-consent.ts'
export { endOfPause, lastDayOfPause, pauseChoices } from './pause-rules.ts'
export { newReceiptNumber, receiptHash } from './receipt-number.ts'
export { checkReceipt, type CheckedReceipt, type ReceiptFault } from './receipt/check-receipt.ts'
export { eventsAfter } from './receipt/committed-events.ts'
export { issueReceipt } from './receipt/issue-receipt.ts'
export type { By, Receipt } from './record-act.ts'
export { consentRefusals, type ConsentActRefusal } from './refusals.ts'
export { resumeConsent } from './resume-consent.ts'
export {
  decideConsent,
  isSamePress,
  isStoppable,
  refusalsUntilSilence,
  ownSessionsOf,
  undoWindowMs,
  whyNotOpen,
  type ConsentDecision,
  consentReasons,
  type ConsentRefusal,
  type Grant,
  type InSession,
} from './rules.ts'
export { longestSearch, mentions } from './choice/mentions.ts'
export { usesOpenTo, type UseOfCompany, type UsesOpen } from './choice/uses-open-to.ts'
export { heldBy, type HeldByUse } from './replace/held-by.ts'
export { replaceConsent } from './replace/replace-consent.ts'
export { byLikeness, likeness, mayReplace, type Likeness } from './replace/rules.ts'
export { actIdSchema, recordedActs, type Act, type ActId, type ConsentEvent, type GrantRow } from './store.ts'
export { spendPaper } from './spend-paper.ts'
export { tellEndings } from './tell-endings.ts'
export { isUndoable, undoWithdrawal } from './undo-stop.ts'
export { withdrawConsent, withdrawMerged, type StopScope, type Withdrawal } from './withdraw-consent.ts'
