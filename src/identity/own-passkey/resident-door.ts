import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../../kernel/index.ts'
import { isLetIn, residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { residentOf, residentsSession } from '../at-the-door.ts'
import { comeIn, type PasskeyDoor } from '../passkey/door.ts'
import { startSession } from '../session.ts'
import { startingAgainIn } from '../starting.ts'

/** By which residents come in who have registered a passkey. */
export const residentDoor: PasskeyDoor = {
  ...residentsSession,
  ownerKind: 'resident',
  startingAgain: startingAgainIn,
  whoIs: (request) => residentOf(request).residentId,
  start: async (starting, ownerId) => {
    const residentId = residentIdSchema.parse(ownerId)
    if (!(await isLetIn(starting.database, residentId))) return undefined
    return startSession(starting, residentId, 'passkey')
  },
}

export async function signInWithPasskey(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: string,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<'bad-passkey'>> {
  const entered = await comeIn(request, reply, residentDoor, answer)
  return entered.ok ? { ok: true, residentId: residentIdSchema.parse(entered.ownerId) } : entered
}
