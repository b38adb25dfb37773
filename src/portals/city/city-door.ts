import { findSignedInStaff, requireStaff, staffDoor, staffOf } from '../../identity/index.ts'
import type { DoorPlace } from '../passkey/place.ts'
import { paths } from '../paths.ts'
import { quotaFields } from './companies/company/typed-quotas.ts'

const [program, company] = [paths.cityProgram(':programId'), paths.cityCompany(':vendorId')]

/** Where the city's staff come in. */
export const cityPlace: DoorPlace = {
  door: staffDoor,
  find: findSignedInStaff,
  require: requireStaff(),
  home: paths.city,
  signIn: paths.citySignIn,
  signOut: paths.citySignOut,
  invited: paths.cityInvited,
  proof: paths.cityProof,
  isProven: (request) => staffOf(request).recentlyProven,
  provenFor: {
    [paths.staff]: { page: paths.staff, keeps: ['name', 'role'] },
    [paths.staffRole]: { page: paths.staff },
    [paths.staffEnd]: { page: paths.staff },
    [paths.cityPrograms]: { page: paths.cityPrograms, keeps: ['name', 'id', 'may'], keepsKeys: ['key'] },
    [paths.cityProgramScopes(':programId')]: { page: program, keeps: ['may'] },
    [paths.cityProgramKeys(':programId')]: { page: program, keepsKeys: ['key'] },
    [paths.cityProgramEnd(':programId')]: { page: program },
    [paths.cityCompanyAccept(':vendorId')]: { page: company, keeps: ['contractUntil'] },
    [paths.cityCompanyContract(':vendorId')]: { page: company, keeps: ['contractUntil'] },
    [paths.cityCompanyQuotas(':vendorId')]: { page: company, keeps: quotaFields },
    [paths.cityCompanyTurnDown(':vendorId')]: { page: company, keeps: ['reason'] },
    [paths.counterConfirm(':requestId')]: { page: paths.counterConfirm(':requestId') },
    [paths.counterDecide(':requestId')]: { page: paths.counterDecide(':requestId') },
  },
  elsewhere: paths.signIn,
}
