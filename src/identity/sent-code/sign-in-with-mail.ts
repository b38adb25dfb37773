import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { enter } from '../at-the-door.ts'
import { startSession } from '../session.ts'
import { startingIn } from '../starting.ts'
import { selectByAddress } from './address-store.ts'
import { withEmailCode } from './check-code.ts'
import type { EmailCode } from './code.ts'

/** Signs in who knows the code that this browser asked for, while the mailbox is still that resident's. */
export async function signInWithMail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Personal<EmailCode>,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<'bad-code'>> {
  const occasion = { purpose: 'sign-in' } as const
  const entered = await withEmailCode(
    request,
    reply,
    { occasion, code },
    async (client, { residentId, addressHash }) => {
      if (!residentId || (await selectByAddress(client, addressHash)) !== residentId)
        return refuse('bad-code')
      const token = await startSession(startingIn(request, client), residentId, 'mail')
      return { ok: true, residentId, token }
    },
  )
  if (!entered.ok) return entered
  await enter(request, reply, entered.token)
  return { ok: true, residentId: entered.residentId }
}
