import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { consentRefusals } from '../../../../consent/index.ts'
import { askToUndo, counterRefusals, isWaiting, lookAtMerged, requestsOf } from '../../../../counter/index.ts'
import { systemClock } from '../../../../kernel/index.ts'
import { leavingRefusals } from '../../../../leaving/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { findResident, lifeEventIdSchema, twoPeopleShownBy } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { MergeErrorPage, type MergeErrorDone } from './view.tsx'

const querystring = z.object({ done: z.literal('asked').optional().catch(undefined) })
const body = z.strictObject({
  merge: lifeEventIdSchema.optional(),
  shownBy: z.enum(twoPeopleShownBy).optional(),
})
const refusals = { ...counterRefusals, ...leavingRefusals, ...consentRefusals }

/** まちがった統合: what was merged into whoever is attended to is somebody else's; another member of staff confirms it. */
export function addMergeErrorPage(pages: App): void {
  pages.get(paths.counterMergeError, { ...attending, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, request.query.done),
  )

  pages.post(paths.counterMergeError, { ...attending, schema: { body } }, async (request, reply) => {
    const { merge: mergeId, shownBy } = request.body
    if (!mergeId) return answerPage(request, reply.code(422), 'no-entry')
    if (!shownBy) return answerPage(request, reply.code(422), 'no-document')
    const asked = await askToUndo(request.tenant, attendanceOf(request), { mergeId, shownBy })
    if (!asked.ok) return answerRefusal(request, reply, asked, refusals)
    return goOn(reply, `${paths.counterMergeError}?done=asked`)
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, said: MergeErrorDone | undefined) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const { tenant } = reader
  const resident = await findResident(tenant, attendance.residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const requests = (await requestsOf(tenant, attendance)).filter(({ kind }) => kind === 'merged-in-error')
  const merged = await lookAtMerged(tenant, attendance)
  const now = systemClock.now()
  // An address can be typed: it was asked for where it stands so.
  const isSaid = said !== 'asked' || requests.some((request) => isWaiting(request, now))
  const page = { resident, requests, merged, done: isSaid ? said : undefined, now }
  return sendPage(hideSoon(reply), <MergeErrorPage {...reader} {...page} />)
}
