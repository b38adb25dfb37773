import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  askSecond,
  counterRefusals,
  deedsNow,
  deathReporters,
  hasShownWho,
  leaveAtCounter,
  requestIdSchema,
  requestsOf,
  takeBackRequest,
  type Attendance,
  type RequestDetail,
} from '../../../../counter/index.ts'
import { localDayOf, readTypedDay, systemClock } from '../../../../kernel/index.ts'
import { consentRefusals } from '../../../../consent/index.ts'
import { isAnythingUnderWay } from '../../../../exchange/index.ts'
import { leavingRefusals } from '../../../../leaving/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { deathDocuments, findResident, keepDaysByDefault, standsOf } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { entrySeconds, hideSoon } from '../hide-soon.ts'
import { nothingTyped, type DeathEntry, type TypedDeath } from './death-form.tsx'
import { deedOf, LifePage, type LifeAnswer, type LifeDone } from './view.tsx'

const done = z.enum(Object.keys(deedOf) as [LifeDone, ...LifeDone[]])
const querystring = z.object({ done: done.optional().catch(undefined) })
const leaveBody = z.strictObject({ why: z.enum(['left', 'moved-away', 'came-back']).optional() })
const deathBody = z.strictObject({
  reporter: z.enum(deathReporters).optional(),
  deathDocument: z.enum(deathDocuments).optional(),
  day: z.string().max(40),
})
/** `page`: from which of the two pages that list requests. */
const takeBackBody = z.strictObject({ request: requestIdSchema, page: z.enum(['life', 'agree']).optional() })
const refusals = { ...consentRefusals, ...counterRefusals, ...leavingRefusals }
/** Leaving stops, so it is never held up by what a limit counts elsewhere. */
const stopping = { ...attending, config: { bucket: 'stop' } } as const

/** やめる・引っ越した at the word of who stands there; a death, and that it was none, with a second person. */
export function addLifePage(pages: App): void {
  pages.get(paths.counterLife, { ...attending, schema: { querystring } }, async (request, reply) => {
    const done = await doneNow(request.tenant, attendanceOf(request), request.query.done)
    return answerPage(request, reply, { done })
  })
  addLeaving(pages)
  addDeath(pages)
}

function addLeaving(pages: App): void {
  pages.post(paths.counterLeave, { ...stopping, schema: { body: leaveBody } }, async (request, reply) => {
    const { why } = request.body
    if (!why) return answerPage(request, reply.code(422), { done: 'no-choice' })
    const left = await leaveAtCounter(request.tenant, attendanceOf(request), why)
    if (!left.ok) return answerRefusal(request, reply, left, refusals)
    return goOn(reply, `${paths.counterLife}?done=${why === 'came-back' ? 'back' : 'left'}`)
  })
}

/** What the address says was done, where the deed stands in the record; of who has left, whether everything has ended by now. */
async function doneNow(
  tenant: Tenant,
  attendance: Attendance,
  done: LifeDone | undefined,
): Promise<LifeAnswer | undefined> {
  if (!done || !(await deedsNow(tenant, attendance)).has(deedOf[done])) return undefined
  if (done !== 'left') return done
  return (await isAnythingUnderWay(tenant, attendance.residentId)) ? 'not-ended' : 'left'
}

function addDeath(pages: App): void {
  pages.post(paths.counterLife, { ...attending, schema: { body: deathBody } }, async (request, reply) => {
    const said = readDeath(request.body, request.tenant.clock.now())
    if (said.ok) return ask(request, reply, said.detail)
    const { reporter = '', deathDocument = '', day } = request.body
    const death = { reporter, deathDocument, day, wrong: said.wrong }
    return answerPage(request, reply.code(422), { death })
  })

  pages.post(paths.counterDeathError, attending, (request, reply) =>
    ask(request, reply, { kind: 'reported-in-error' }),
  )

  pages.post(
    paths.counterTakeBack,
    { ...attending, schema: { body: takeBackBody } },
    async (request, reply) => {
      const taken = await takeBackRequest(request.tenant, attendanceOf(request), request.body.request)
      if (!taken.ok) return answerRefusal(request, reply, taken, counterRefusals)
      const page = request.body.page === 'agree' ? paths.counterAgree : paths.counterLife
      return goOn(reply, `${page}?done=taken-back`)
    },
  )
}

async function ask(request: FastifyRequest, reply: FastifyReply, detail: RequestDetail) {
  const asked = await askSecond(request.tenant, attendanceOf(request), detail)
  if (!asked.ok) return answerRefusal(request, reply, asked, refusals)
  return goOn(reply, `${paths.counterLife}?done=asked`)
}

/** Who, what and when, or what is missing. Nobody has died tomorrow. */
function readDeath(
  { reporter, deathDocument, day: typed }: z.infer<typeof deathBody>,
  now: Date,
): { ok: true; detail: RequestDetail } | { ok: false; wrong: DeathEntry[] } {
  const read = readTypedDay(typed)
  const day = read && read <= localDayOf(now) ? read : undefined
  if (reporter && deathDocument && day)
    return { ok: true, detail: { kind: 'died', reporter, document: deathDocument, day } }
  const said = { reporter, deathDocument, day }
  const entries: readonly DeathEntry[] = ['reporter', 'deathDocument', 'day']
  return { ok: false, wrong: entries.filter((entry) => !said[entry]) }
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { done?: LifeAnswer | undefined; death?: TypedDeath },
) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const { tenant } = reader
  const [resident, stands] = [
    await findResident(tenant, attendance.residentId),
    await standsOf(tenant.database, attendance.residentId),
  ]
  if (!resident || !stands) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const page = {
    ...{ resident, stands, requests: await lifeRequests(tenant, attendance) },
    hasShownWho: await hasShownWho(tenant, attendance),
    ...{ days: tenant.keepDays ?? keepDaysByDefault, now: systemClock.now() },
    ...{ death: nothingTyped, done: undefined, ...shown },
  }
  return sendPage(hideSoon(reply, entrySeconds), <LifePage {...reader} {...page} />)
}

async function lifeRequests(tenant: Tenant, attendance: Attendance) {
  return (await requestsOf(tenant, attendance)).filter(({ kind }) => kind !== 'agreement')
}
