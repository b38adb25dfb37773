import {
  companyDoor,
  companyPersonOf,
  findSignedInPerson,
  requireCompanyPerson,
} from '../../identity/index.ts'
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
  isProven: (request) => companyPersonOf(request).recentlyProven,
  provenFor: {
    [paths.companyPersons]: { page: paths.companyPersons, keeps: ['name'] },
    [paths.companyPersonEnd]: { page: paths.companyPersons },
    [paths.companyKeys]: { page: paths.companyKeys, keeps: ['name'], keepsKeys: ['key'] },
    [paths.companyKeyAdd]: { page: paths.companyKeys, keeps: ['program'], keepsKeys: ['newKey'] },
    [paths.companyKeyRetire]: { page: paths.companyKeys },
    [paths.companyProgramEnd]: { page: paths.companyKeys },
  },
  elsewhere: paths.companyRegister,
}
