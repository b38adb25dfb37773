import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { consentRefusals, lastStopOf } from '../../../../consent/index.ts'
import {
  askForCard,
  cardRequestOf,
  checkIdentity,
  deedsNow,
  documentSchema,
  endCardAtCounter,
  hasShownWho,
  identityChecksOf,
  stopAtCounter,
  type Attendance,
} from '../../../../counter/index.ts'
import { underWay } from '../../../../exchange/index.ts'
import { cardOf, linkedSince } from '../../../../identity/index.ts'
import { letterHeldOf } from '../../../../notices/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { findResident, isTakingPart, mergedInto } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { sameStop } from '../../../resident/companies/stop/same-again.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { deedOf, ResidentPage, type Answered, type Done, type StopToHandOver } from './view.tsx'

const done = z.enum(Object.keys(deedOf) as [Done, ...Done[]])
const querystring = z.object({ done: done.optional().catch(undefined) })
const body = z.strictObject({ document: documentSchema.optional(), for: z.enum(['check', 'card']) })

/** 応対: what can be done for the one who stands there. No value they have deposited, and no consent, is on it. */
export function addResidentPage(pages: App): void {
  pages.get(paths.counterResident, { ...attending, schema: { querystring } }, async (request, reply) => {
    const { done } = request.query
    const isDone = done && (await deedsNow(request.tenant, attendanceOf(request))).has(deedOf[done])
    return answerPage(request, reply, isDone ? done : undefined)
  })

  pages.post(paths.counterIdentity, { ...attending, schema: { body } }, async (request, reply) => {
    const { document } = request.body
    if (!document) return answerPage(request, reply.code(422), 'no-document')
    const forCard = request.body.for === 'card'
    await (forCard ? askForCard : checkIdentity)(request.tenant, attendanceOf(request), document)
    return goOn(reply, `${paths.counterResident}?done=${forCard ? 'asked' : 'checked'}`)
  })

  pages.post(paths.counterCardEnd, attending, async (request, reply) => {
    const ended = await endCardAtCounter(request.tenant, attendanceOf(request))
    if (!ended.ok) return answerPage(request, reply.code(409), 'no-card')
    if (!ended.kept) return answerPage(request, reply, 'card-not-kept')
    return goOn(
      reply,
      `${paths.counterResident}?done=${ended.otherWays === 'end' ? 'ways-ended' : 'card-ended'}`,
    )
  })

  const stopping = { ...attending, config: { bucket: 'stop' } } as const
  pages.post(paths.counterStop, stopping, async (request, reply) => {
    const attendance = attendanceOf(request)
    const stopped = await stopAtCounter(request.tenant, attendance)
    if (!stopped.ok && stopped.because === 'not-kept')
      return answerRefusal(request, reply, stopped, consentRefusals)
    const isDone = stopped.ok || (await isPressedAgain(request.tenant, attendance))
    if (isDone) return goOn(reply, `${paths.counterResident}?done=stopped`)
    return answerPage(request, reply.code(409), 'stopped-already')
  })
}

/** Two presses, or two windows: the second one hears what the first has come to. */
async function isPressedAgain(tenant: Tenant, { residentId, sessionHash }: Attendance): Promise<boolean> {
  const acting = { tenant, residentId, sessionHash, replacedHash: null }
  return (await sameStop(acting, { useId: null, items: null })) !== undefined
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, done: Done | Answered | undefined) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const { tenant } = reader
  const resident = await findResident(tenant, attendance.residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const [checks, linked, card, cardRequest, takesPart, letterHeld, merged, shownWho] = await Promise.all([
    identityChecksOf(tenant, attendance.residentId),
    linkedSince(tenant, attendance.residentId),
    cardOf(tenant, attendance.residentId),
    cardRequestOf(tenant, attendance),
    isTakingPart(tenant.database, attendance.residentId),
    letterHeldOf(tenant, attendance.residentId),
    mergedInto(tenant.database, attendance.residentId),
    hasShownWho(tenant, attendance),
  ])
  const stopped = done === 'stopped' ? await stopToHandOver(tenant, attendance) : undefined
  return sendPage(
    hideSoon(reply),
    <ResidentPage
      {...reader}
      {...{ resident, checks, linked, card, cardRequest, takesPart, letterHeld, shownWho, done, stopped }}
      hasTakenIn={merged.length > 0}
      byMerged={attendance.byMerged && merged.length > 0}
    />,
  )
}

/** What the resident takes home: the number, and how many deliveries had begun. Not whose: staff see no consent. */
async function stopToHandOver(
  tenant: Tenant,
  { residentId, sessionHash }: Attendance,
): Promise<StopToHandOver | undefined> {
  const stop = await lastStopOf(tenant, residentId, [sessionHash])
  if (!stop) return undefined
  const open = await underWay(tenant, residentId, [...new Set(stop.events.map(({ useId }) => useId))])
  return { receiptNumber: stop.act.receiptNumber, underWay: open.length }
}
