/**
 * Every address of a page, and nowhere else. What goes in is an id, an item's code, a receipt's number or what opens a share, or the
 * name of a route's parameter (`:useId`); the id of a person never does.
 */
export const paths = {
  front: '/',
  signIn: '/sign-in',
  /** With number and PIN, on paper from the counter. */
  signInCard: '/sign-in/card',
  /** With a code that comes by mail, in two steps. */
  signInMail: '/sign-in/mail',
  signInMailCode: '/sign-in/mail/code',
  /** Joining by oneself, with the code of an invitation: step by step. */
  join: '/join',
  joinTerms: '/join/terms',
  joinWho: '/join/who',
  joinCode: '/join/code',
  joined: '/join/joined',
  signOut: '/sign-out',
  /** Where somebody is led who has just signed out: it says so. */
  signedOut: (page: string) => `${page}?done=signed-out`,
  /** What a script asks before it asks for a passkey. */
  challenge: (page: string) => `${page}/challenge`,
  /** Who is signed in shows once more who they are. */
  provePin: '/prove/pin',
  provePasskey: '/prove/passkey',
  proveMail: '/prove/mail',
  proveMailCode: '/prove/mail/code',
  proveOutside: '/prove/outside',
  proveDemo: '/prove/demo',
  signInPasskey: '/sign-in/passkey',
  signInOutside: '/sign-in/outside',
  /** Where an outside provider sends the browser back to. It is registered there: it never changes. */
  outsideCallback: '/outside/callback',
  /** Where a resident is asked what an app may do that has sent them here. */
  letAppIn: '/apps/let-in',
  /** The terms of deposit, for anybody to read. */
  terms: '/terms',
  termsVersion: (version: string) => `/terms/${version}`,
  termsChanges: (version: string) => `/terms/${version}/changes`,
  answerTerms: '/terms/answer',
  /** For whoever writes programs for companies. */
  developer: '/developer',
  /** The specification as a file to keep; programs find it at /openapi.json. */
  developerOpenApi: '/developer/openapi.json',
  developerItems: '/developer/items',
  developerApi: '/developer/api',
  developerTry: '/developer/try',
  developerExample: (name: string) => `/developer/examples/${name}`,
  home: '/home',
  companies: '/companies',
  company: (vendorId: string) => `/companies/${vendorId}`,
  /** Every use there is to choose, asked about or not. */
  browse: '/companies/browse',
  /** Another company in the place of this one: which, and one of them beside it. */
  replace: (vendorId: string) => `/companies/${vendorId}/replace`,
  replaceBy: (vendorId: string, useId: string) => `/companies/${vendorId}/replace/${useId}`,
  stop: '/companies/stop',
  stopAll: '/companies/stop-all',
  undo: '/companies/undo',
  pause: '/companies/pause',
  resume: '/companies/resume',
  /** Open to whoever has the number of a card: everything is stopped, and nothing is shown. */
  stopByCard: '/stop-by-card',
  /** What a resident shows to a doctor or a coach: their list, and a new one. */
  shares: '/shares',
  newShare: '/shares/new',
  endShare: '/shares/end',
  /** Open to whoever has the code, which no log keeps and no other page repeats. */
  openShare: (code: string) => `/s/${code}`,
  consent: (useId: string) => `/consent/${useId}`,
  /** One especially sensitive item, asked on a page of its own. */
  consentToItem: (useId: string, item: string) => `/consent/${useId}/${item}`,
  receipt: (number: string) => `/receipts/${number}`,
  /** The same, as a file with its proof. */
  receiptFile: (number: string) => `/receipts/${number}/file`,
  /** The same, to print or to keep. */
  receiptPdf: (number: string) => `/receipts/${number}/pdf`,
  /** Where anybody checks a receipt, or two checkpoints. */
  verify: '/verify',
  history: '/history',
  /** Of another entry of the resident, which was merged into this one. */
  historyMerged: '/history/merged',
  deposits: '/deposits',
  deposit: (importId: string) => `/deposits/${importId}`,
  confirmDeposit: (importId: string) => `/deposits/${importId}/confirm`,
  discardDeposit: (importId: string) => `/deposits/${importId}/discard`,
  undoDeposit: (importId: string) => `/deposits/${importId}/undo`,
  data: (item: string) => `/data/${item}`,
  /** What the resident was told. */
  notices: '/notices',
  noticesRead: '/notices/read',
  settings: '/settings',
  noticeSettings: '/settings/notices',
  /** One's mail address: put in, shown to be one's own, taken away. */
  mailAddress: '/settings/mail',
  mailAddressCode: '/settings/mail/code',
  mailAddressRemove: '/settings/mail/remove',
  textNumber: '/settings/text-number',
  textNumberCode: '/settings/text-number/code',
  textNumberRemove: '/settings/text-number/remove',
  sessions: '/settings/sessions',
  endSession: '/settings/sessions/end',
  endOtherSessions: '/settings/sessions/end-others',
  /** One's card, for when it was lost. */
  ownCard: '/settings/card',
  outside: '/settings/outside',
  passkeys: '/settings/passkeys',
  newPasskey: '/settings/passkeys/new',
  endPasskey: '/settings/passkeys/end',
  apps: '/settings/apps',
  endApp: '/settings/apps/end',
  partners: '/settings/partners',
  choosePartner: '/settings/partners/choose',
  partnerCode: '/settings/partners/code',
  endPartner: '/settings/partners/end',
  leaveCohort: '/settings/cohort',
  erase: '/settings/erase',
  /** Everything of one's own as a file. */
  export: '/settings/export',
  leave: '/settings/leave',
  comeBack: '/settings/leave/back',
  /** Open to whoever has the number: nobody is signed in any more. */
  erased: (number: string) => `/erased/${number}`,
  demoClock: '/settings/clock',
  /** From here on the pages of the city's staff. */
  city: '/city',
  citySignIn: '/city/sign-in',
  citySignOut: '/city/sign-out',
  /** The invitation itself stands behind `#`, where no log, referer or proxy sees it. */
  cityInvited: '/city/invited',
  cityProof: '/city/proof',
  letters: '/city/letters',
  lettersPrint: '/city/letters/print',
  lettersAgain: '/city/letters/again',
  staff: '/city/staff',
  staffRole: '/city/staff/role',
  staffEnd: '/city/staff/end',
  /** The city's own programs. The id of one is of the city's choice, and of no person. */
  cityPrograms: '/city/programs',
  cityProgram: (programId: string) => `/city/programs/${programId}`,
  cityProgramScopes: (programId: string) => `/city/programs/${programId}/scopes`,
  cityProgramKeys: (programId: string) => `/city/programs/${programId}/keys`,
  cityProgramEnd: (programId: string) => `/city/programs/${programId}/end`,
  staffActs: '/city/acts',
  searches: '/city/searches',
  cohorts: '/city/cohorts',
  cohort: (cohortId: string) => `/city/cohorts/${cohortId}`,
  cohortChange: (cohortId: string) => `/city/cohorts/${cohortId}/change`,
  cohortClose: (cohortId: string) => `/city/cohorts/${cohortId}/close`,
  cohortReopen: (cohortId: string) => `/city/cohorts/${cohortId}/reopen`,
  cohortBriefing: (cohortId: string, briefingId: string) =>
    `/city/cohorts/${cohortId}/briefings/${briefingId}`,
  cohortBriefings: (cohortId: string) => `/city/cohorts/${cohortId}/briefings`,
  cohortCame: (cohortId: string) => `/city/cohorts/${cohortId}/came`,
  cohortCodes: (cohortId: string) => `/city/cohorts/${cohortId}/codes`,
  cohortRevoke: (cohortId: string) => `/city/cohorts/${cohortId}/revoke`,
  counter: '/city/counter',
  counterFound: '/city/counter/found',
  counterJoin: '/city/counter/join',
  /** Of whoever is attended to: no id stands in it. */
  counterResident: '/city/counter/resident',
  counterIdentity: '/city/counter/resident/document',
  counterCard: '/city/counter/resident/card',
  counterCardEnd: '/city/counter/resident/card/end',
  counterStop: '/city/counter/resident/stop',
  counterLife: '/city/counter/resident/life',
  counterLeave: '/city/counter/resident/leave',
  counterDeathError: '/city/counter/resident/death/error',
  counterAddress: '/city/counter/resident/address',
  /** To print and hand over: what has stopped, and what is kept until when. */
  counterSheet: '/city/counter/resident/sheet',
  /** What residents agree to at the counter: the list of uses, one use, and one especially sensitive item of it. */
  counterAgree: '/city/counter/resident/agree',
  counterAgreeTo: (useId: string) => `/city/counter/resident/agree/${useId}`,
  counterAgreeToItem: (useId: string, item: string) => `/city/counter/resident/agree/${useId}/${item}`,
  counterTakeBack: '/city/counter/resident/take-back',
  /** Another entry of whoever is attended to. */
  counterMerge: '/city/counter/resident/merge',
  counterMergeAsk: '/city/counter/resident/merge/ask',
  /** One that was merged into it is somebody else's. */
  counterMergeError: '/city/counter/resident/merge/error',
  counterEnd: '/city/counter/end',
  cityCompanies: '/city/companies',
  cityCompany: (vendorId: string) => `/city/companies/${vendorId}`,
  cityCompanyAccept: (vendorId: string) => `/city/companies/${vendorId}/accept`,
  cityCompanyContract: (vendorId: string) => `/city/companies/${vendorId}/contract`,
  cityCompanyQuotas: (vendorId: string) => `/city/companies/${vendorId}/quotas`,
  cityCompanyTurnDown: (vendorId: string) => `/city/companies/${vendorId}/turn-down`,
  counterConfirm: (requestId: string) => `/city/counter/cards/${requestId}`,
  counterConfirmNot: (requestId: string) => `/city/counter/cards/${requestId}/refuse`,
  /** What two of the staff decide, for the second one. The number is the request's. */
  counterDecide: (requestId: string) => `/city/counter/requests/${requestId}`,
  counterDecideNot: (requestId: string) => `/city/counter/requests/${requestId}/refuse`,
  /** From here on the pages of companies. Which company it is about, the session says, and no address. */
  companyHome: '/company',
  companyRegister: '/company/register',
  companySignIn: '/company/sign-in',
  companySignOut: '/company/sign-out',
  companyInvited: '/company/invited',
  companyProof: '/company/proof',
  companyPersons: '/company/persons',
  companyPersonEnd: '/company/persons/end',
  companyKeys: '/company/keys',
  companyKeyAdd: '/company/keys/add',
  companyKeyRetire: '/company/keys/retire',
  companyProgramEnd: '/company/keys/end',
  companyActs: '/company/acts',
} as const
