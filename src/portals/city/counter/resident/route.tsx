import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { consentRefusals, lastStopOf } from '../../../../consent/index.ts'
import {
  askForCard,
  cardRequestOf,
  checkIdentity,
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
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { doneAtDesk, ResidentPage, type Done, type StopToHandOver } from './view.tsx'

const querystring = z.object({
  done: z.enum(doneAtDesk).optional().catch(undefined),
})
const body = z.strictObject({ document: documentSchema.optional(), for: z.enum(['check', 'card']) })

/** 応対: what can be done for the one who stands there. No value they have deposited, and no consent, is on it. */
export function addResidentPage(pages: App): void {
  pages.get(paths.counterResident, { ...attending, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, request.query.done),
  )

  pages.post(paths.counterIdentity, { ...attending, schema: { body } }, async (request, reply) => {
    const { document } = request.body
    if (!document) return goOn(reply, `${paths.counterResident}?done=no-document`)
    const forCard = request.body.for === 'card'
    await (forCard ? askForCard : checkIdentity)(request.tenant, attendanceOf(request), document)
    return goOn(reply, `${paths.counterResident}?done=${forCard ? 'asked' : 'checked'}`)
  })

  pages.post(paths.counterCardEnd, attending, async (request, reply) => {
    const ended = await endCardAtCounter(request.tenant, attendanceOf(request))
    if (!ended.ok) return goOn(reply, `${paths.counterResident}?done=no-card`)
    const done = ended.otherWays === 'end' ? 'ways-ended' : 'card-ended'
    return goOn(reply, `${paths.counterResident}?done=${ended.kept ? done : 'card-not-kept'}`)
  })

  const stopping = { ...attending, config: { bucket: 'stop' } } as const
  pages.post(paths.counterStop, stopping, async (request, reply) => {
    const stopped = await stopAtCounter(request.tenant, attendanceOf(request))
    if (stopped.ok) return goOn(reply, `${paths.counterResident}?done=stopped`)
    if (stopped.because === 'not-kept') return answerRefusal(request, reply, stopped, consentRefusals)
    return goOn(reply, `${paths.counterResident}?done=stopped-already`)
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, done: Done | undefined) {
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
