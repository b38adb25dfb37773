import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { enter, residentOf } from '../at-the-door.ts'
import type { Pin } from '../card/card-number.ts'
import { checkOwnPin, isStillTheCard } from '../card/check-card.ts'
import { startSession } from '../session.ts'

/**
 * The PIN of their card once more, of who is signed in. A wrong one counts as at the door. It begins a session anew: what was
 * known of the one before is worth nothing (ASVS 5.0 §7.2.4).
 */
export async function proveWithPin(
  request: FastifyRequest,
  reply: FastifyReply,
  pin: Personal<Pin>,
): Promise<{ ok: true } | Refusal<'pin-refused' | 'card-busy'>> {
  const { residentId } = residentOf(request)
  const checked = await checkOwnPin(request.tenant, residentId, pin)
  if (!checked.ok) return refuse(checked.because === 'card-busy' ? 'card-busy' : 'pin-refused')
  const token = await inTransaction(request.tenant.database, async (client) =>
    (await isStillTheCard(client, checked))
      ? startSession({ database: client, clock: request.tenant.clock }, residentId, 'card')
      : undefined,
  )
  if (token === undefined) return refuse('pin-refused')
  await enter(request, reply, token)
  return { ok: true }
}

/** Demo only: somebody who was chosen at the door is chosen once more. */
export async function proveForDemo(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.server.demoSignIn) throw new Error('demo sign-in exists in the demo only')
  await enter(request, reply, await startSession(request.tenant, residentOf(request).residentId, 'demo'))
}
