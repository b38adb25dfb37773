import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import { cohortOf, joiningRefusals, type CohortId } from '../../joining/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import { answerRefusal, problemResponses } from '../../platform/http/index.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, type writeHeaders } from '../route.ts'
import { writeOnce } from '../write-once.ts'
import { shownWhole, wholeSchema } from './schemas.ts'

const refusals = { ...joiningRefusals, ...programRefusals }
/** What any of these is answered with. */
export const changed = {
  200: wholeSchema.describe('The cohort as it is now'),
  ...anyNo,
  ...problemResponses(404, 409, 422),
}

export function madeBy(request: FastifyRequest) {
  return { by: programOf(request), at: request.tenant.clock.now() }
}

type Headers = z.infer<typeof writeHeaders>

export function asked<Content extends { cohortId: CohortId }>(
  headers: Headers,
  deed: string,
  content: Content,
) {
  return { idempotencyKey: headers['idempotency-key'], deed, content }
}

/** Once for its key; then how the cohort is now. */
export async function write(
  request: FastifyRequest,
  reply: FastifyReply,
  deed: ReturnType<typeof asked>,
  work: (client: pg.PoolClient) => Promise<{ ok: true } | Refusal<keyof typeof joiningRefusals>>,
) {
  const outcome = await writeOnce(request.tenant, { ...programOf(request), ...deed }, work)
  return outcome.ok
    ? answerCohort(request, reply, deed.content.cohortId)
    : answerRefusal(request, reply, outcome, refusals)
}

export async function answerCohort(request: FastifyRequest, reply: FastifyReply, cohortId: CohortId) {
  const found = await cohortOf(request.tenant, cohortId)
  return found
    ? reply.send(shownWhole(found))
    : answerRefusal(request, reply, { because: 'no-cohort' }, refusals)
}
