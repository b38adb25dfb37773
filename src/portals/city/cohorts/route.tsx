import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireStaff, staffOf } from '../../../identity/index.ts'
import { cohorts, joiningRefusals, makeCohort } from '../../../joining/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { entryOf, newCohortSchema, readCohort, type Typed, type Wrong } from './typed.ts'
import { CohortsPage } from './view.tsx'

const guarded = { preHandler: requireStaff('invite-residents') }

/** The cohorts with their numbers, and a new one. */
export function addCohortsPage(pages: App): void {
  pages.get(paths.cohorts, guarded, (request, reply) => answerPage(request, reply, {}, {}))

  pages.post(paths.cohorts, { ...guarded, schema: { body: newCohortSchema } }, async (request, reply) => {
    const { attempt: cohortId, ...typed } = request.body
    const read = readCohort(typed)
    if (!read.ok) return answerPage(request, reply.code(422), typed, read.wrong)
    const made = await makeCohort(request.tenant, staffOf(request), { ...read.cohort, cohortId })
    if (made.ok) return goOn(reply, `${paths.cohort(made.cohortId)}?done=made`)
    if (made.because === 'id-taken')
      return answerRefusal(request, reply, { because: 'cohort-made-already' }, joiningRefusals)
    const { status } = joiningRefusals[made.because]
    return answerPage(request, reply.code(status), typed, { [entryOf(made.because)]: made.because })
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, typed: Typed, wrong: Wrong) {
  const reader = staffReaderOf(request, reply)
  const page = { ...reader, typed, wrong, cohorts: await cohorts(reader.tenant) }
  return sendPage(reply, <CohortsPage {...page} />)
}
