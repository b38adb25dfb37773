import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  cardOf,
  hasPasskey,
  identityRefusals,
  linkedSince,
  mailAddressOf,
  mayProveBy,
  residentOf,
} from '../../../identity/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { readerOf, sendPage } from '../../reader.ts'
import type { Typed } from './typed.ts'
import { ProofPage, ProvenPage, type WayToProve, type WrongAt } from './view.tsx'

/** Asks who it is, by the ways that this resident has and that are enough for what was asked. */
export async function answerProof(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  wrong: WrongAt | undefined,
) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const ways = await waysOf(tenant, residentId, typed, request.server.demoSignIn)
  const notByMail = !mayProveBy(typed.action, residentOf(request).shown.way)
  return sendPage(
    reply,
    <ProofPage {...{ view, city, typed, notByMail, ways, wrong, provider: tenant.outsideProvider }} />,
  )
}

async function waysOf(
  tenant: Tenant,
  residentId: ResidentId,
  { action }: Pick<Typed, 'action'>,
  demo: boolean,
): Promise<WayToProve[]> {
  const byMail = tenant.mailer !== null && mayProveBy(action, 'mail')
  const has: Record<WayToProve, boolean> = {
    pin: (await cardOf(tenant, residentId))?.isLocked === false,
    passkey: await hasPasskey(tenant, residentId),
    mail: byMail && (await mailAddressOf(tenant, residentId)) !== undefined,
    outside: Boolean(tenant.outsideProvider && (await linkedSince(tenant, residentId))),
    demo,
  }
  return (['pin', 'passkey', 'mail', 'outside', 'demo'] as const).filter((way) => has[way])
}

export async function answerProven(request: FastifyRequest, reply: FastifyReply, typed: Typed) {
  const { view, city } = await readerOf(request, reply)
  return sendPage(reply, <ProvenPage {...{ view, city, typed }} />)
}

/** Why not, and at which of the ways; the answer has the status of the refusal. */
export function refusedAt(
  reply: FastifyReply,
  at: WayToProve,
  because: keyof typeof identityRefusals,
): WrongAt {
  const { status, ...sentence } = identityRefusals[because]
  void reply.code(status)
  return { at, wrong: { kind: 'refused', sentence } }
}
