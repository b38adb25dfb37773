import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from './resident.ts'
import { selectResidentIds } from './store.ts'

export type { Address } from './address/address.ts'
export { isMunicipalityCode } from './address/municipality-code.ts'
export { readAddress, wrongInAddress } from './address/read-address.ts'
export { readEmail, readPhone, readTextNumber } from './contact.ts'
export { findLoad, forgetLoads, refusedLines } from './bulk/find-load.ts'
export { receiveLoad, workLoadKind, type SentFile } from './bulk/receive-load.ts'
export { bulkRefusals } from './bulk/refusals.ts'
export { columnTitles, fields as bulkFields, largestFile } from './bulk/rules.ts'
export { loadIdSchema, type Load, type RefusedLine } from './bulk/store.ts'
export { workLoad } from './bulk/work-load.ts'
export { changeAddress, changeTextNumber, forgetFormerAddress } from './change-identity.ts'
export { changeEmail, emailTermOf } from './email.ts'
export { enrolResident, enrolResidents } from './enrol-resident.ts'
export { findResident, forgetPreferences, preferencesOf, savePreferences } from './find-resident.ts'
export { isOldEnough, mayAgreeAlone } from './join-alone.ts'
export {
  changeLife,
  changeLifeAgain,
  erasuresAhead,
  endLife,
  isLetIn,
  isTakingPart,
  lifeOf,
  mergeLives,
  queueLifeChangesAgain,
  residentsDue,
  saidByResident,
  whyNotMergedNow,
  undoMergedLives,
  whyNotUndoneNow,
  type Life,
} from './life/change-life.ts'
export { differencesOf } from './life/compare-people.ts'
export { takingPartRefusals } from './life/refusals.ts'
export {
  canComeBack,
  canHappen,
  daysMerged,
  deathDocuments,
  keepDaysByDefault,
  lastDayOf,
  mayBeWrittenTo,
  mayEnter,
  readableFrom,
  standings,
  takesPart,
  twoPeopleShownBy,
  unreadDays,
  type DeathDocument,
  type LifeEvent,
  type SaidBy,
  type Standing,
  type Stands,
  type TwoPeopleShownBy,
} from './life/rules.ts'
export {
  lifeChangesOf,
  hasLifeChange,
  lifeEventIdSchema,
  recordedLifeChanges,
  selectMergedInto as mergedInto,
  selectRemaining as whoRemains,
  selectStands as standsOf,
  type ErasureAhead,
  type LifeChange,
  type LifeEventId,
} from './life/store.ts'
export { byKana } from './names/by-kana.ts'
export { readKana } from './names/read-kana.ts'
export { readName } from './names/read-name.ts'
export { searchKana, searchName } from './names/search-forms.ts'
export { readBirthDate } from './read-birth-date.ts'
export { residentRefusals } from './refusals.ts'
export {
  residentIdentitySchema,
  residentIdSchema,
  type Preferences,
  type Resident,
  type ResidentId,
  type ResidentIdentity,
} from './resident.ts'
export {
  forgetSearchTerms,
  searchResidents,
  writeMissingSearchTerms,
  type SaidOfOneself,
} from './search-terms.ts'

export {
  agreeOnJoining,
  answerTerms,
  recordSignedTerms,
  type SignedPaper,
  type TermsAnswered,
} from './terms/answer-terms.ts'
export { compareTerms, type ComparedLine } from './terms/compare-terms.ts'
export { currentTerms, hasAgreedToTerms, termsOf, type OwnTerms } from './terms/find-terms.ts'
export { firstTerms } from './terms/first-terms.ts'
export { readPaperNumber } from './terms/paper-number.ts'
export { mayPublishTerms, publishTerms } from './terms/publish-terms.ts'
export { termsRefusals } from './terms/refusals.ts'
export { termsInForce, type TermsStanding } from './terms/rules.ts'
export {
  selectAnswers as termsAnswersOf,
  selectTerms as findTerms,
  selectVersions as termsVersions,
} from './terms/store.ts'
export type { PublishedTerms, TermsVersion } from './terms/store.ts'
export {
  languageFor,
  termsSchema,
  termsVersionNumberSchema,
  type Terms,
  type TermsSection,
} from './terms/terms.ts'

/** Who lives and had joined by then, in order of ids, after that one: to do something for everybody in small steps. */
export { selectResidentsAfter as residentsAfter } from './store.ts'

/** The residents who joined first, at most `limit`. */
export function firstResidents(tenant: Pick<Tenant, 'database'>, limit: number): Promise<ResidentId[]> {
  return selectResidentIds(tenant.database, limit)
}
