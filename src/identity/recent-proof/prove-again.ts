import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { enter, residentOf } from '../at-the-door.ts'
import type { Pin } from '../card/card-number.ts'
import { checkOwnPin, isStillTheCard } from '../card/check-card.ts'
import { selectByAddress } from '../sent-code/address-store.ts'
import { withEmailCode } from '../sent-code/check-code.ts'
import type { EmailCode } from '../sent-code/code.ts'
import { startSession } from '../session.ts'
import { startingAgainIn } from '../starting.ts'

/**
 * The PIN of their card once more, of who is signed in. A wrong one counts as at the door. It begins a session anew: what was
 * known of the one before is worth nothing (ASVS 5.0 §7.2.4). It may take back what that one stopped minutes ago.
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
      ? startSession(startingAgainIn(request, client), residentId, 'card')
      : undefined,
  )
  if (token === undefined) return refuse('pin-refused')
  await enter(request, reply, token)
  return { ok: true }
}

/**
 * A code that came by mail, to a mailbox that is theirs still. The session that begins knows that it was a code, which is not
 * enough for everything (`isProofEnough`).
 */
export async function proveWithMail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Personal<EmailCode>,
): Promise<{ ok: true } | Refusal<'bad-code'>> {
  const { residentId } = residentOf(request)
  const occasion = { purpose: 'prove-again', residentId } as const
  const proven = await withEmailCode(request, reply, { occasion, code }, async (client, { addressHash }) => {
    if ((await selectByAddress(client, addressHash)) !== residentId) return refuse('bad-code')
    return { ok: true, token: await startSession(startingAgainIn(request, client), residentId, 'mail') }
  })
  if (!proven.ok) return proven
  await enter(request, reply, proven.token)
  return { ok: true }
}

/** Demo only: somebody who was chosen at the door is chosen once more. */
export async function proveForDemo(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.server.demoSignIn) throw new Error('demo sign-in exists in the demo only')
  const starting = startingAgainIn(request, request.tenant.database)
  await enter(request, reply, await startSession(starting, residentOf(request).residentId, 'demo'))
}
