/** Everything a page can do, an API can do, or there is a reason from a closed list: the one table of both. */
import { describe, expect, it } from 'vitest'
import { knownScopes } from '../src/identity/index.ts'
import { addMeRoutes } from '../src/me/index.ts'
import { paths } from '../src/portals/paths.ts'
import { addProgramRoutes } from '../src/programs/index.ts'
import { addSandboxRoutes } from '../src/sandbox/index.ts'
import { pageRoutes } from './browser/manifest/page-routes.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from './support/http.ts'

/** What of the API does the same as a form, after the scope that opens it. A form with two answers has two. */
type Twin = `${string} ${'GET' | 'PUT' | 'POST'} /${string}`

const twins: Readonly<Record<string, readonly Twin[]>> = {
  [paths.stop]: ['me:stop POST /me/v1/stops'],
  [paths.stopAll]: ['me:stop POST /me/v1/stops'],
  [paths.stopByCard]: ['me:stop POST /me/v1/stops'],
  [paths.consent(':useId')]: ['me:agree POST /me/v1/consents', 'me:stop POST /me/v1/refusals'],
  [paths.consentToItem(':useId', ':item')]: ['me:agree POST /me/v1/consents', 'me:stop POST /me/v1/refusals'],
  [paths.noticesRead]: ['me:settings POST /me/v1/notices/read'],
  [paths.noticeSettings]: ['me:settings POST /me/v1/notices/wish'],
  [paths.endSession]: ['me:settings POST /me/v1/sessions/end'],
  [paths.endOtherSessions]: ['me:settings POST /me/v1/sessions/end'],
  [paths.deposits]: ['me:deposit POST /me/v1/deposits'],
  [paths.confirmDeposit(':importId')]: ['me:deposit POST /me/v1/deposits/{importId}/confirm'],
  [paths.discardDeposit(':importId')]: ['me:deposit POST /me/v1/deposits/{importId}/discard'],
  [paths.undoDeposit(':importId')]: ['me:deposit POST /me/v1/deposits/{importId}/undo'],
  [paths.counterAgreeTo(':useId')]: ['admin:consents POST /admin/v1/consents'],
  [paths.counterAgreeToItem(':useId', ':item')]: ['admin:consents POST /admin/v1/consents'],
  [paths.cityCompanyContract(':vendorId')]: ['admin:vendors PUT /admin/v1/vendors/{vendorId}'],
  [paths.cityCompanyQuotas(':vendorId')]: ['admin:vendors PUT /admin/v1/vendors/{vendorId}'],
  [paths.cohorts]: ['admin:cohorts PUT /admin/v1/cohorts/{cohortId}'],
  [paths.cohortBriefings(':cohortId')]: [
    'admin:cohorts PUT /admin/v1/cohorts/{cohortId}/briefings/{briefingId}',
  ],
  [paths.cohortCame(':cohortId')]: [
    'admin:cohorts PUT /admin/v1/cohorts/{cohortId}/briefings/{briefingId}/came',
  ],
  [paths.cohortCodes(':cohortId')]: ['admin:cohorts PUT /admin/v1/cohorts/{cohortId}/sheets/{sheetId}'],
  [paths.cohortRevoke(':cohortId')]: [
    'admin:cohorts POST /admin/v1/cohorts/{cohortId}/sheets/{sheetId}/revoke',
  ],
  [paths.developerTry]: [
    'sandbox GET /sandbox/v1/records',
    'sandbox GET /sandbox/v1/residents/{subject}/records',
    'sandbox GET /sandbox/v1/uses',
    'sandbox GET /sandbox/v1/people',
    'sandbox POST /sandbox/v1/people/{number}/changes',
  ],
}

/** The closed list of reasons, and the forms that are for people alone because of each. */
const peopleAlone = {
  'a way in: who may come in, and who may no more, is made, proved and closed by the person themselves': [
    paths.signIn,
    paths.signInCard,
    paths.signInMail,
    paths.signInMailCode,
    paths.signInOutside,
    paths.signInPasskey,
    paths.signOut,
    paths.provePin,
    paths.provePasskey,
    paths.proveMail,
    paths.proveMailCode,
    paths.proveOutside,
    paths.mailAddress,
    paths.mailAddressCode,
    paths.mailAddressRemove,
    paths.outside,
    paths.passkeys,
    paths.newPasskey,
    paths.endPasskey,
    paths.letAppIn,
    paths.endApp,
    paths.partnerCode,
    paths.endPartner,
    paths.citySignIn,
    paths.citySignOut,
    paths.cityInvited,
    paths.cityProof,
    paths.companyRegister,
    paths.companySignIn,
    paths.companySignOut,
    paths.companyInvited,
    paths.companyProof,
    paths.companyPersons,
    paths.companyPersonEnd,
    paths.companyKeys,
    paths.companyKeyAdd,
    paths.companyKeyRetire,
    paths.companyProgramEnd,
  ],
  'between the resident and the city: joining, its terms, leaving, erasing, and taking a stop back': [
    paths.join,
    paths.joinTerms,
    paths.joinWho,
    paths.joinCode,
    paths.answerTerms,
    paths.undo,
    paths.leaveCohort,
    paths.leave,
    paths.comeBack,
    paths.erase,
  ],
  'in attendance: the resident stands before a member of staff, who answers for it by name': [
    paths.counter,
    paths.counterFound,
    paths.counterJoin,
    paths.counterIdentity,
    paths.counterCard,
    paths.counterStop,
    paths.counterEnd,
    paths.counterLeave,
    paths.counterTakeBack,
    paths.counterAddress,
  ],
  'where one is told: a code goes to the telephone that the resident holds, and they type it': [
    paths.textNumber,
    paths.textNumberCode,
    paths.textNumberRemove,
  ],
  'on paper: a named member of staff prints it and puts it into an envelope, and whose address was read stands in their record':
    [paths.letters],
  'by two: two members of staff decide, each with their passkey': [
    paths.counterLife,
    paths.counterDeathError,
    paths.counterMerge,
    paths.counterMergeAsk,
    paths.counterDecide(':requestId'),
    paths.counterDecideNot(':requestId'),
    paths.counterConfirm(':requestId'),
  ],
  'by a person: who is appointed, accepted or let in, a named member of staff decides with their passkey': [
    paths.staff,
    paths.staffRole,
    paths.staffEnd,
    paths.cityPrograms,
    paths.cityProgramScopes(':programId'),
    paths.cityProgramKeys(':programId'),
    paths.cityProgramEnd(':programId'),
    paths.cityCompanyAccept(':vendorId'),
    paths.cityCompanyTurnDown(':vendorId'),
  ],
  'one’s own screen: how these pages look to whoever reads them': [paths.settings],
  'the demo: it is not there in earnest': [paths.proveDemo, paths.demoClock],
} as const satisfies Readonly<Record<string, readonly string[]>>

const withoutTwin = Object.values(peopleAlone).flat() as string[]

describe('Everything a page can do', () => {
  it('an API can do, or it is said why not', async () => {
    const said = [...Object.keys(twins), ...withoutTwin]
    const forms = await pageRoutes('POST')
    expect(
      forms.filter((form) => !said.includes(form)),
      `→ test/twins.test.ts: give each of these forms one line. Either in twins, [paths.yourForm]: ['scope POST /…/v1/…'], which is
an operation of the OpenAPI document that calls the same use case as the form (routes of /admin/v1 are in src/programs, of
/me/v1 in src/me); or in peopleAlone, under the reason why no program does it. There is no other reason`,
    ).toEqual([])
    expect(
      said.filter((form) => !forms.includes(form)),
      '→ test/twins.test.ts: these are no forms any more',
    ).toEqual([])
    expect(
      said.filter((form, place) => said.indexOf(form) !== place),
      '→ test/twins.test.ts: one line for each',
    ).toEqual([])
  })

  it.each(Object.entries(twins))('of %s is described, with its scope', async (_, operations) => {
    const described = await describedOperations()
    expect(
      operations.filter((one) => !described.includes(one)),
      '→ test/twins.test.ts: is this operation in the OpenAPI document, and is this the scope it wants?',
    ).toEqual([])
  })
})

/** Each operation after each scope that opens it. */
async function describedOperations(): Promise<string[]> {
  const scopes = { known: knownScopes, check: () => Promise.reject(new Error('nobody calls')) }
  const app = await createTestApp([tenantWithoutStores('twins.test')], { scopes })
  const services = { spoolDirectory: '/nowhere', uploadLimitBytes: 1, log: new CapturedLog().log }
  addSandboxRoutes(app)
  addProgramRoutes(app, services)
  addMeRoutes(app, services)
  await app.ready()
  const { paths: described } = app.swagger() as {
    paths: Record<string, Record<string, { security?: Record<string, string[]>[] }>>
  }
  await app.close()
  return Object.entries(described).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([verb, { security = [] }]) =>
      security
        .flatMap((one) => Object.values(one).flat())
        .map((scope) => `${scope} ${verb.toUpperCase()} ${path}`),
    ),
  )
}
