import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireStaff, staffOf } from '../../../../identity/index.ts'
import {
  changeCohort,
  cohortIdSchema,
  cohortOf,
  joiningRefusals,
  type CohortId,
} from '../../../../joining/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { cohortSchema, entryOf, readCohort, type Typed, type Wrong } from '../typed.ts'
import { ChangeCohortPage } from './view.tsx'

const guarded = { preHandler: requireStaff('invite-residents') }
const params = z.object({ cohortId: cohortIdSchema.catch('' as CohortId) })
type Asked = FastifyRequest<{ Params: z.infer<typeof params> }>

/** The name, the places and the days of a cohort, to be corrected. */
export function addChangeCohortPage(pages: App): void {
  const path = paths.cohortChange(':cohortId')
  pages.get(path, { ...guarded, schema: { params } }, (request, reply) => answerPage(request, reply))

  pages.post(path, { ...guarded, schema: { params, body: cohortSchema } }, async (request, reply) => {
    const typed = request.body
    const read = readCohort(typed)
    if (!read.ok) return answerPage(request, reply.code(422), { typed, wrong: read.wrong })
    const { cohortId } = request.params
    const changed = await changeCohort(request.tenant, staffOf(request), { cohortId, ...read.cohort })
    if (changed.ok) return goOn(reply, `${paths.cohort(cohortId)}?done=changed`)
    const { status } = joiningRefusals[changed.because]
    return answerPage(request, reply.code(status), {
      ...{ typed, wrong: { [entryOf(changed.because)]: changed.because } },
    })
  })
}

async function answerPage(request: Asked, reply: FastifyReply, answer?: { typed: Typed; wrong: Wrong }) {
  const reader = staffReaderOf(request, reply)
  const { cohortId } = request.params
  const found = cohortIdSchema.safeParse(cohortId).success
    ? await cohortOf(reader.tenant, cohortId)
    : undefined
  if (!found) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const { name, places, fromDay, untilDay } = found.cohort
  const { typed, wrong } = answer ?? {
    typed: { name, places: String(places), fromDay, untilDay },
    wrong: {},
  }
  return sendPage(reply, <ChangeCohortPage {...reader} {...{ cohort: found.cohort, typed, wrong }} />)
}
