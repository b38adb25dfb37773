import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireStaff, staffOf } from '../../../../identity/index.ts'
import {
  addBriefing,
  briefingIdSchema,
  closeCohort,
  cohortIdSchema,
  cohortOf,
  countWhoCame,
  joiningRefusals,
  makeCodes,
  most,
  reopenCohort,
  revokeSheet,
  sheetIdSchema,
  type CohortId,
} from '../../../../joining/index.ts'
import { readTypedDay, type Sentence } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import {
  cameSchema,
  codesSchema,
  newBriefingSchema,
  readBriefing,
  readNumber,
  type Typed,
  type Wrong,
} from '../typed.ts'
import { SheetPage } from './sheet.tsx'
import { CohortPage } from './view.tsx'

const dones = [
  ...(['made', 'changed', 'closed', 'reopened', 'briefing', 'briefing-changed', 'came', 'revoked'] as const),
] as const
const querystring = z.object({ done: z.enum(dones).optional().catch(undefined) })
const params = z.object({ cohortId: cohortIdSchema.catch('' as CohortId) })
const guarded = { preHandler: requireStaff('invite-residents') }
type Asked = FastifyRequest<{ Params: z.infer<typeof params> }>

/** One cohort: its numbers, its briefings, and its invitations. */
export function addCohortPage(pages: App): void {
  const looking = { ...guarded, schema: { params, querystring } }
  pages.get(paths.cohort(':cohortId'), looking, (request, reply) =>
    answerPage(request, reply, { done: request.query.done }),
  )

  // Whoever opens the address of an answer anew has nothing typed any more.
  for (const path of [paths.cohortBriefings, paths.cohortCame, paths.cohortCodes])
    pages.get(path(':cohortId'), { ...guarded, schema: { params } }, async (request, reply) =>
      goOn(reply, paths.cohort(request.params.cohortId)),
    )

  addClosing(pages)
  addBriefings(pages)
  addInvitations(pages)
}

/** Closed, and opened again. Nothing is asked before: each takes the other back. */
function addClosing(pages: App): void {
  const options = { ...guarded, schema: { params, body: z.strictObject({}) } }
  for (const [path, act, done] of [
    [paths.cohortClose, closeCohort, 'closed'],
    [paths.cohortReopen, reopenCohort, 'reopened'],
  ] as const)
    pages.post(path(':cohortId'), options, async (request, reply) => {
      const { cohortId } = request.params
      if (!cohortIdSchema.safeParse(cohortId).success)
        return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
      const outcome = await act(request.tenant, staffOf(request), cohortId)
      if (!outcome.ok) return answerRefusal(request, reply, outcome, joiningRefusals)
      return goOn(reply, `${paths.cohort(cohortId)}?done=${done}`)
    })
}

/** Briefings: a new one, and how many came. */
function addBriefings(pages: App): void {
  const briefing = { ...guarded, schema: { params, body: newBriefingSchema } }
  pages.post(paths.cohortBriefings(':cohortId'), briefing, async (request, reply) => {
    const { attempt: briefingId, ...typed } = request.body
    const { cohortId } = request.params
    const read = readBriefing(typed)
    if (!read.ok) return answerPage(request, reply.code(422), { typed, wrong: read.wrong })
    const added = { cohortId, briefingId, ...read.briefing }
    const outcome = await addBriefing(request.tenant, staffOf(request), added)
    if (!outcome.ok && outcome.because === 'id-taken')
      return answerRefusal(request, reply, { because: 'briefing-made-already' }, joiningRefusals)
    return answerOutcome(request, reply, { outcome, done: 'briefing', typed, field: 'heldOn' })
  })

  const counting = { ...guarded, schema: { params, body: cameSchema } }
  pages.post(paths.cohortCame(':cohortId'), counting, async (request, reply) => {
    const typed = request.body
    const [chosen, came] = [briefingIdSchema.safeParse(typed.briefing), readNumber(typed.came, 0, 100_000)]
    if (!chosen.success || came === undefined)
      return answerPage(request, reply.code(422), {
        typed,
        wrong: {
          ...(!chosen.success && { briefing: 'missing' }),
          ...(came === undefined && { came: 'missing' }),
        },
      })
    const counted = { cohortId: request.params.cohortId, briefingId: chosen.data, came }
    const outcome = await countWhoCame(request.tenant, counted)
    const field = !outcome.ok && outcome.because === 'fewer-than-joined' ? 'came' : 'briefing'
    return answerOutcome(request, reply, { outcome, done: 'came', typed, field })
  })
}

/** Sheets of codes: made and shown once, and revoked. */
function addInvitations(pages: App): void {
  const making = { ...guarded, schema: { params, body: codesSchema } }
  pages.post(paths.cohortCodes(':cohortId'), making, async (request, reply) => {
    const { attempt: sheetId, ...typed } = request.body
    const codes = readNumber(typed.codes, 1, most.codesOfASheet)
    const goodFor = readNumber(typed.goodFor, 1, 1000)
    const untilDay = readTypedDay(typed.untilDay)
    if (codes === undefined || goodFor === undefined || !untilDay)
      return answerPage(request, reply.code(422), {
        typed,
        wrong: {
          ...(codes === undefined && { codes: 'missing' }),
          ...(goodFor === undefined && { goodFor: 'missing' }),
          ...(!untilDay && { untilDay: 'missing' }),
        },
      })
    const wanted = { cohortId: request.params.cohortId, sheetId, codes, goodFor, untilDay }
    const made = await makeCodes(request.tenant, staffOf(request), wanted)
    if (!made.ok && made.because === 'id-taken')
      return answerRefusal(request, reply, { because: 'made-already' }, joiningRefusals)
    if (!made.ok)
      return answerOutcome(request, reply, { outcome: made, done: 'made', typed, field: 'untilDay' })
    const sheet = { goodFor, untilDay, made, address: new URL(paths.join, request.publicOrigin) }
    return sendPage(reply, <SheetPage {...staffReaderOf(request, reply)} {...sheet} />)
  })

  const body = z.strictObject({ sheet: sheetIdSchema })
  pages.post(
    paths.cohortRevoke(':cohortId'),
    { ...guarded, schema: { params, body } },
    async (request, reply) => {
      const sheet = { cohortId: request.params.cohortId, sheetId: request.body.sheet }
      const outcome = await revokeSheet(request.tenant, staffOf(request), sheet)
      if (!outcome.ok) return answerRefusal(request, reply, outcome, joiningRefusals)
      return goOn(reply, `${paths.cohort(request.params.cohortId)}?done=revoked`)
    },
  )
}

interface Answering {
  done?: (typeof dones)[number] | undefined
  typed?: Typed
  wrong?: Wrong
  /** Why it could not be done, where it is no entry that is wrong. */
  refused?: Sentence
}

async function answerPage(request: Asked, reply: FastifyReply, answering: Answering) {
  const { done, typed = {}, wrong = {}, refused } = answering
  const reader = staffReaderOf(request, reply)
  const { cohortId } = request.params
  const found = cohortIdSchema.safeParse(cohortId).success
    ? await cohortOf(reader.tenant, cohortId)
    : undefined
  if (!found) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  return sendPage(reply, <CohortPage {...reader} {...found} {...{ done, typed, wrong, refused }} />)
}

/** What came of a form: back to the page, or the reason at one of its entries. */
function answerOutcome(
  request: Asked,
  reply: FastifyReply,
  answer: {
    outcome: { ok: true } | { ok: false; because: keyof typeof joiningRefusals }
    done: (typeof dones)[number]
    typed: Typed
    field: string
  },
) {
  const { outcome, done, typed, field } = answer
  if (outcome.ok) return goOn(reply, `${paths.cohort(request.params.cohortId)}?done=${done}`)
  const { status, ...refused } = joiningRefusals[outcome.because]
  const isOfTheCohort = outcome.because === 'cohort-closed' || outcome.because === 'cohort-over'
  const said = isOfTheCohort ? { refused } : { wrong: { [field]: outcome.because } }
  return answerPage(request, reply.code(status), { typed, ...said })
}
