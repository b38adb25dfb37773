import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findPartnerLink, identityRefusals, programOf } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { httpRefusals, idempotencyKeySchema, problemResponses } from '../platform/http/index.ts'
import { depositRefusals } from '../vault/index.ts'
import { intakeRefusals } from './refusals.ts'

const scope = 'intake:deposit'

/** What every route here has: who may call it, and that the description says so. */
export const config = { caller: 'program', scope } as const
export const described = {
  tags: ['intake'],
  security: [{ program: [scope] }] as [{ program: string[] }],
}
export const refusals = { ...httpRefusals, ...identityRefusals, ...depositRefusals, ...intakeRefusals }
export const writeHeaders = z.object({ 'idempotency-key': idempotencyKeySchema })
/** What any request with a token may be answered. */
export const anyNo = problemResponses(400, 401, 403, 429)

export const linkIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .describe('As it was answered when it was made')

export type StandingLink = NonNullable<Awaited<ReturnType<typeof findPartnerLink>>>

/** The link of the address, while it stands and is of who asks. */
export async function linkOf(
  request: FastifyRequest,
  linkId: string,
): Promise<{ ok: true; link: StandingLink } | Refusal<'no-link'>> {
  const { programId } = programOf(request)
  const link = await findPartnerLink(request.tenant, { programId, linkId })
  return link ? { ok: true, link } : refuse('no-link')
}
