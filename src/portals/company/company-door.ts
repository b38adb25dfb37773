import { companyDoor, findSignedInPerson, requireCompanyPerson } from '../../identity/index.ts'
import type { DoorPlace } from '../passkey/place.ts'
import { paths } from '../paths.ts'

/** Where persons of companies come in. */
export const companyPlace: DoorPlace = {
  door: companyDoor,
  find: findSignedInPerson,
  require: requireCompanyPerson,
  home: paths.companyHome,
  signIn: paths.companySignIn,
  signOut: paths.companySignOut,
  invited: paths.companyInvited,
  proof: paths.companyProof,
  provenFor: [paths.companyPersons, paths.companyKeys],
  elsewhere: paths.companyRegister,
}
