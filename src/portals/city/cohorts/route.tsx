import type { FastifyReply, FastifyRequest } from 'fastify'
import { requireStaff, staffOf } from '../../../identity/index.ts'
import { cohorts, joiningRefusals, makeCohort, nameSchema } from '../../../joining/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { cohortSchema, readDay, readNumber, type Typed, type Wrong } from './typed.ts'
import { CohortsPage } from './view.tsx'

const guarded = { preHandler: requireStaff('invite-residents') }

/** The cohorts with their numbers, and a new one. */
export function addCohortsPage(pages: App): void {
  pages.get(paths.cohorts, guarded, (request, reply) => answerPage(request, reply, {}, {}))

  pages.post(paths.cohorts, { ...guarded, schema: { body: cohortSchema } }, async (request, reply) => {
    const typed = request.body
    const name = nameSchema.safeParse(typed.name)
    const places = readNumber(typed.places, 1, 100_000)
    const [fromDay, untilDay] = [readDay(typed.fromDay), readDay(typed.untilDay)]
    if (!name.success || places === undefined || !fromDay || !untilDay)
      return answerPage(request, reply.code(422), typed, {
        ...(!name.success && { name: 'missing' }),
        ...(places === undefined && { places: 'missing' }),
        ...(!fromDay && { fromDay: 'missing' }),
        ...(!untilDay && { untilDay: 'missing' }),
      })
    const cohort = { name: name.data, places, fromDay, untilDay }
    const made = await makeCohort(request.tenant, staffOf(request), cohort)
    if (made.ok) return goOn(reply, `${paths.cohort(made.cohortId)}?done=made`)
    const field = made.because === 'bad-days' ? 'untilDay' : 'name'
    const { status } = joiningRefusals[made.because]
    return answerPage(request, reply.code(status), typed, { [field]: made.because })
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, typed: Typed, wrong: Wrong) {
  const reader = staffReaderOf(request, reply)
  const page = { ...reader, typed, wrong, cohorts: await cohorts(reader.tenant) }
  return sendPage(reply, <CohortsPage {...page} />)
}
