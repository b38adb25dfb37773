import { systemClock } from '../../kernel/index.ts'
import type { InvitingDoor } from '../passkey/invited.ts'
import { startingAgainIn } from '../starting.ts'
import { acceptInvitation, askInvited } from './accept-invitation.ts'
import { staffOf } from './at-the-door.ts'
import { staffIdSchema } from './staff.ts'
import { endStaffSession, startStaffSession } from './staff-session.ts'

/** By which the city's staff come in. Whether they still may, each request asks anew. */
export const staffDoor: InvitingDoor = {
  ownerKind: 'staff',
  cookie: 'staff',
  whoIs: (request) => staffOf(request).staffId,
  start: ({ database, replaces }, ownerId) =>
    startStaffSession(database, staffIdSchema.parse(ownerId), systemClock.now(), replaces),
  startingAgain: (request, database) => startingAgainIn(request, database, 'staff'),
  end: endStaffSession,
  askInvited,
  accept: acceptInvitation,
  notInvited: 'bad-invitation',
}
