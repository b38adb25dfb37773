export { askedByApp, askForApp } from './app/ask-resident.ts'
export { appNames, apps, changeApp, endApp, registerApp } from './app/change-app.ts'
export { letAppIn, refuseApp } from './app/let-app-in.ts'
export { appLinkHashSchema } from './app/link-store.ts'
export { endAppsOf, endOwnApp, forgetApps, ownApps, type OwnApp } from './app/own-apps.ts'
export { appOf, recentProofOfApp } from './app/require-app.ts'
export { appIdSchema, appScopes, linkDays, redirectUriSchema, type AppScope } from './app/rules.ts'
export type { AppAct } from './app/store.ts'
export { writeOnceForLink } from './linked-write/write-once-for-link.ts'
export {
  findSignedIn,
  requireResident,
  residentOf,
  signInForDemo,
  signInWithCard,
  signOut,
} from './at-the-door.ts'
export { endAgain } from './ends/end-again.ts'
export { endLinksAgain } from './ends/end-links-again.ts'
export { queueEndsAgain } from './ends/put-end.ts'
export { recordedEnds } from './ends/store.ts'
export { endCardAgain, queueCardEndsAgain } from './card/card-end.ts'
export {
  groupedNumber,
  typedNumberSchema,
  typedPinSchema,
  type PaperCard,
  type Pin,
  slipIn,
  type Slip,
} from './card/card-number.ts'
export { checkCard, findHolder, findStoppedBy, isStillTheCard, noAfterMs } from './card/check-card.ts'
export { numberHashOf } from './card/proofs.ts'
export { demoCard, giveDemoCard } from './card/demo-card.ts'
export {
  cardOf,
  closeWaysIn,
  forgetCard,
  issueCard,
  type CardState,
  type IssuedCard,
} from './card/issue-card.ts'
export { endCard, endOwnCard, type EndedCard } from './card/end-card.ts'
export { checkDigitOf } from './card/rules.ts'
export { lastCardEnd, recordedCardEnds } from './card/store.ts'
export { makeClientKeyPair, saveDemoKey, type ClientKeyPair } from './client-keys.ts'
export type { CompanyAct } from './company/act-store.ts'
export { companyPersonOf, findSignedInPerson, requireCompanyPerson } from './company/at-the-door.ts'
export { endPerson, invitePerson, invitePersonAgain } from './company/change-persons.ts'
export {
  personIdSchema,
  personNameSchema,
  type CompanyPerson,
  type PersonId,
} from './company/company-person.ts'
export { startCompanySession, type CompanySignedIn } from './company/company-session.ts'
export { companyActs, companyPersons } from './company/find-persons.ts'
export type { CompanyInvitation } from './company/invitation.ts'
export { companyPrograms, type CompanyProgram } from './company/find-programs.ts'
export { addKey, endCompanyProgram, registerCompanyProgram, retireKey } from './company/programs.ts'
export { registerCompany } from './company/register-company.ts'
export { mayActForCompany } from './company/rules.ts'
export { companyDoor } from './company/company-door.ts'
export { forgetMailAddress, mailAddressOf, putMailAddress } from './sent-code/addresses.ts'
export { askEmailCode } from './sent-code/ask-code.ts'
export { awaitedAddress } from './sent-code/check-code.ts'
export { changeMailAddress, removeMailAddress } from './sent-code/change-address.ts'
export { typedCodeSchema, type EmailCode } from './sent-code/code.ts'
export { forgetFormer, tellFormer } from './sent-code/tell-former.ts'
export { putTextNumber, removeTextNumber } from './sent-code/text-number.ts'
export { signInWithMail } from './sent-code/sign-in-with-mail.ts'
export { checkScope, knownScopes } from './check-scope.ts'
export { forgetExpired } from './forget-expired.ts'
export { issueDemoToken } from './issue-demo-token.ts'
export { authorizationPath } from './openid/addresses.ts'
export { addOpenIdRoutes } from './openid/routes.ts'
export { renewSigningKey } from './openid/signing-key.ts'
export { beginAtProvider } from './outside-provider/begin-at-provider.ts'
export {
  finishAtProvider,
  type Finished,
  type NotFinished,
  type OutsideNo,
} from './outside-provider/finish-at-provider.ts'
export { linkedSince, unlinkOutside, unlinkOwn } from './outside-provider/links.ts'
export { addOutsideKeys } from './outside-provider/routes.ts'
export { addOwnPasskey, askForOwnPasskey } from './own-passkey/add-passkey.ts'
export { endOwnPasskey, forgetPasskeys } from './own-passkey/end-passkey.ts'
export { hasPasskey, ownPasskeys, type OwnPasskey } from './own-passkey/own-passkeys.ts'
export { residentDoor, signInWithPasskey } from './own-passkey/resident-door.ts'
export { mayAddPasskey, readPasskeyName } from './own-passkey/rules.ts'
export { askAgain, askAtTheDoor, comeIn, proveAgain, signOutAt } from './passkey/door.ts'
export { askForInvited, join, type InvitingDoor } from './passkey/invited.ts'
export { enterWithMail, type ShownWay } from './newcomer.ts'
export { proveForDemo, proveWithMail, proveWithPin } from './recent-proof/prove-again.ts'
export { proveByCard, proveByPin } from './recent-proof/prove-by-card.ts'
export { inventedProof, type RecentProof } from './recent-proof/proof.ts'
export { recentProofOf } from './recent-proof/recent-proof.ts'
export { mayProveBy, provenActions, type ProvenAction } from './recent-proof/rules.ts'
export { identityRefusals } from './refusals.ts'
export { findClient, registerClient } from './register-client.ts'
export { companyOf, requireCompany, requireSandboxCompany } from './require-company.ts'
export {
  endOtherSessions,
  endOwnSession,
  endSessionsOf,
  forgetWays,
  findSession,
  sessionIdSchema,
  sessionsOf,
  startSession,
  waysInOf,
  type SignedIn,
} from './session.ts'
export type { WayIn } from './rules.ts'
export { askLinkCode } from './partner/ask-code.ts'
export { countFile, findPartnerLink, stillLinked } from './partner/find-link.ts'
export { groupedLinkCode, readLinkCode, type LinkCode } from './partner/link-code.ts'
export { linkPartner } from './partner/link-partner.ts'
export {
  endOwnPartner,
  endPartnersOf,
  forgetPartners,
  ownPartners,
  partnersOf,
  programNames,
  type OwnPartner,
  type Partner,
} from './partner/own-partners.ts'
export { partnerLinkDays } from './partner/rules.ts'
export {
  endOwnShare,
  endSharesOf,
  makeShareCode,
  takeShareCode,
  type ShareCode,
} from './share-code/share-codes.ts'
export {
  deleteShareCodesOf as forgetShares,
  endEveryShare,
  selectOpenShares as openSharesOf,
} from './share-code/store.ts'
export { lockWaysIn, type OneSession } from './store.ts'
export { publicTextOf, readPastedKeys } from './company/read-pasted-keys.ts'
export {
  changeProgramKeys,
  changeScopes,
  endProgram,
  programActs,
  programs,
  registerProgram,
  type ProgramChange,
} from './program/change-program.ts'
export { checkProgram, programOf } from './program/require-scope.ts'
export { programIdSchema, programNameSchema, programScopes, type ProgramScope } from './program/rules.ts'
export type { ProgramAct } from './program/store.ts'
export type { TokenRefusal } from './read-access-token.ts'
export { verifyAccessToken, type Company } from './verify-access-token.ts'
export { appointStaff, inviteAdministrator } from './staff/appoint-staff.ts'
export { findSignedInStaff, requireStaff, staffOf } from './staff/at-the-door.ts'
export { changeRole, endStaff, inviteAgain } from './staff/change-staff.ts'
export type { StaffAct } from './staff/act-store.ts'
export { staffActs, staffMembers } from './staff/find-staff.ts'
export { mayStill } from './staff/may-still.ts'
export { mayStaff, staffRoles, type StaffPower, type StaffRole } from './staff/rules.ts'
export { staffDoor } from './staff/staff-door.ts'
export { staffIdSchema, staffNameSchema, type StaffId, type StaffMember } from './staff/staff.ts'
export { newToken } from './token.ts'
export { startStaffSession, type StaffSignedIn } from './staff/staff-session.ts'
export {
  groupedFigures,
  makeTwelveFigures,
  twelveFiguresSchema,
  typedFiguresSchema,
} from './twelve-figures.ts'
