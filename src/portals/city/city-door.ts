import { findSignedInStaff, requireStaff, staffDoor } from '../../identity/index.ts'
import type { DoorPlace } from '../passkey/place.ts'
import { paths } from '../paths.ts'

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
  provenFor: [
    paths.staff,
    paths.cityPrograms,
    paths.cityProgram(':programId'),
    paths.counterConfirm(':requestId'),
    paths.counterDecide(':requestId'),
    paths.cityCompany(':vendorId'),
  ],
  elsewhere: paths.signIn,
}
