import type { InvitingDoor } from '../passkey/invited.ts'
import { acceptCompanyInvitation, askInvitedPerson } from './accept-company-invitation.ts'
import { companyPersonOf } from './at-the-door.ts'
import { personIdSchema } from './company-person.ts'
import { endCompanySession, startCompanySession } from './company-session.ts'

/** By which persons of companies come in. Whether they still may, each request asks anew. */
export const companyDoor: InvitingDoor = {
  ownerKind: 'company',
  cookie: 'company',
  whoIs: (request) => companyPersonOf(request).personId,
  start: ({ database }, ownerId) => startCompanySession(database, personIdSchema.parse(ownerId)),
  end: endCompanySession,
  askInvited: askInvitedPerson,
  accept: acceptCompanyInvitation,
  notInvited: 'bad-company-invitation',
}
