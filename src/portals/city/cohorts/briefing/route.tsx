import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireStaff, staffOf } from '../../../../identity/index.ts'
import {
  briefingIdSchema,
  changeBriefing,
  cohortIdSchema,
  cohortOf,
  joiningRefusals,
  type BriefingId,
  type CohortId,
} from '../../../../joining/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { briefingSchema, readBriefing, type Typed, type Wrong } from '../typed.ts'
import { ChangeBriefingPage } from './view.tsx'

const guarded = { preHandler: requireStaff('invite-residents') }
const params = z.object({
  cohortId: cohortIdSchema.catch('' as CohortId),
  briefingId: briefingIdSchema.catch('' as BriefingId),
})
type Asked = FastifyRequest<{ Params: z.infer<typeof params> }>

/** When and where a briefing is held, to be corrected. */
export function addChangeBriefingPage(pages: App): void {
  const path = paths.cohortBriefing(':cohortId', ':briefingId')
  pages.get(path, { ...guarded, schema: { params } }, (request, reply) => answerPage(request, reply))

  pages.post(path, { ...guarded, schema: { params, body: briefingSchema } }, async (request, reply) => {
    const typed = request.body
    const read = readBriefing(typed)
    if (!read.ok) return answerPage(request, reply.code(422), { typed, wrong: read.wrong })
    if (!(await found(request))) return answerPage(request, reply)
    const changed = { ...request.params, ...read.briefing }
    const outcome = await changeBriefing(request.tenant, staffOf(request), changed)
    if (outcome.ok) return goOn(reply, `${paths.cohort(changed.cohortId)}?done=briefing-changed`)
    const { status } = joiningRefusals[outcome.because]
    return answerPage(request, reply.code(status), { typed, wrong: { heldOn: outcome.because } })
  })
}

async function found({ tenant, params: { cohortId, briefingId } }: Asked) {
  if (!cohortIdSchema.safeParse(cohortId).success) return undefined
  const whole = await cohortOf(tenant, cohortId)
  const briefing = whole?.briefings.find((each) => each.briefingId === briefingId)
  return whole && briefing && { cohort: whole.cohort, briefing }
}

async function answerPage(request: Asked, reply: FastifyReply, answer?: { typed: Typed; wrong: Wrong }) {
  const reader = staffReaderOf(request, reply)
  const shown = await found(request)
  if (!shown) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const { heldOn, place, places } = shown.briefing
  const { typed, wrong } = answer ?? { typed: { heldOn, place, places: String(places) }, wrong: {} }
  return sendPage(reply, <ChangeBriefingPage {...reader} {...shown} {...{ typed, wrong }} />)
}
