import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Personal, Refusal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { enter } from './at-the-door.ts'
import { claimAddress } from './sent-code/addresses.ts'
import { withEmailCode } from './sent-code/check-code.ts'
import type { EmailCode } from './sent-code/code.ts'
import { startFirstSession } from './session.ts'
import { startingIn } from './starting.ts'

/** By which somebody who is nobody yet will come in. */
export interface ShownWay {
  /** Makes it this resident's, unless it is somebody else's; then nothing is written. */
  claim(client: Queryable, residentId: ResidentId): Promise<boolean>
  /** What to say where it is. */
  taken: 'bad-code' | 'outside-taken'
  /** The mailbox, where it is one. */
  email: Personal<string> | null
}

/** Makes a resident of somebody, in the caller's transaction: decides everything, claims their way in, and writes. */
export type TakeIn<Because extends string> = (
  client: Queryable,
  way: ShownWay,
) => Promise<{ ok: true; residentId: ResidentId } | Refusal<Because>>

/** Who joins has shown that the mailbox is theirs: once, in the browser that asked. They are signed in, anew. */
export async function enterWithMail<Because extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  code: Personal<EmailCode>,
  takeIn: TakeIn<Because>,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<'bad-code' | Because>> {
  const occasion = { purpose: 'join' } as const
  const entered = await withEmailCode<{ residentId: ResidentId; token: string }, Because>(
    request,
    reply,
    { occasion, code },
    async (client, { at: email, addressHash }) => {
      const claim: ShownWay['claim'] = (within, residentId) =>
        claimAddress(request.tenant, within, { addressHash, residentId })
      const taken = await takeIn(client, { claim, taken: 'bad-code', email })
      if (!taken.ok) return taken
      return {
        ...taken,
        token: await startFirstSession(startingIn(request, client), taken.residentId, 'mail'),
      }
    },
  )
  if (!entered.ok) return entered
  await enter(request, reply, entered.token)
  return { ok: true, residentId: entered.residentId }
}
