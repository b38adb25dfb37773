import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { consentRefusals } from '../../../../consent/index.ts'
import {
  askToMerge,
  attendanceIdSchema,
  counterRefusals,
  foundDuplicates,
  hasShownWho,
  isWaiting,
  requestsOf,
  searchDuplicate,
} from '../../../../counter/index.ts'
import { localDayOf, systemClock } from '../../../../kernel/index.ts'
import { leavingRefusals } from '../../../../leaving/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import {
  daysMerged,
  findResident,
  keepDaysByDefault,
  readBirthDate,
  readKana,
  residentRefusals,
} from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending, clerkOf } from '../attended.ts'
import { entrySeconds, hideSoon } from '../hide-soon.ts'
import { MergePage, type SearchedTwin } from './view.tsx'

const querystring = z.object({ done: z.literal('asked').optional().catch(undefined) })
const searchBody = z.strictObject({ kana: z.string().max(200), birthDate: z.string().max(40) })
const askBody = z.strictObject({ chosen: attendanceIdSchema })
const refusals = { ...counterRefusals, ...leavingRefusals, ...consentRefusals }
const nothing: SearchedTwin = { kana: '', birthDate: '', errors: {} }

/** 統合: whoever is attended to has another entry. It is found by the same search, and another member of staff confirms it. */
export function addMergePage(pages: App): void {
  pages.get(paths.counterMerge, { ...attending, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, { done: request.query.done }),
  )

  pages.post(paths.counterMerge, { ...attending, schema: { body: searchBody } }, async (request, reply) => {
    const typed = request.body
    const said = readSaid(request)
    if (!said.ok) return answerPage(request, reply.code(422), { searched: { ...typed, errors: said.errors } })
    const searched = await searchDuplicate(request.tenant, attendanceOf(request), said)
    if (searched.ok) return goOn(reply, paths.counterMerge)
    if (searched.because === 'not-shown-who' || searched.because === 'nobody-attended')
      return answerRefusal(request, reply, searched, refusals)
    const { status, ...refused } = counterRefusals[searched.because]
    return answerPage(request, reply.code(status), { searched: { ...typed, errors: {}, refused } })
  })

  pages.post(paths.counterMergeAsk, { ...attending, schema: { body: askBody } }, async (request, reply) => {
    const asked = await askToMerge(request.tenant, attendanceOf(request), request.body.chosen)
    if (!asked.ok) return answerRefusal(request, reply, asked, refusals)
    return goOn(reply, `${paths.counterMerge}?done=asked`)
  })
}

function readSaid({ body, tenant }: FastifyRequest<{ Body: z.infer<typeof searchBody> }>) {
  const kana = readKana(body.kana)
  const birthDate = readBirthDate(body.birthDate, localDayOf(tenant.clock.now()))
  if (kana.ok && birthDate.ok) return { ok: true, kana: kana.kana, birthDate: birthDate.birthDate } as const
  const errors: SearchedTwin['errors'] = {
    ...(!kana.ok && { kana: residentRefusals[kana.because] }),
    ...(!birthDate.ok && { birthDate: residentRefusals[birthDate.because] }),
  }
  return { ok: false, errors } as const
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { done?: 'asked' | undefined; searched?: SearchedTwin },
) {
  const reader = staffReaderOf(request, reply)
  const attendance = attendanceOf(request)
  const { tenant } = reader
  const resident = await findResident(tenant, attendance.residentId)
  if (!resident) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const requests = (await requestsOf(tenant, attendance)).filter(({ kind }) => kind === 'merged')
  const now = systemClock.now()
  const page = {
    ...{ resident, requests, now },
    hasShownWho: await hasShownWho(tenant, attendance),
    found: await foundDuplicates(tenant, clerkOf(request)),
    days: daysMerged(tenant.keepDays ?? keepDaysByDefault),
    searched: shown.searched ?? nothing,
    // An address can be typed: it was asked for where it stands so.
    done: requests.some((request) => isWaiting(request, now)) ? shown.done : undefined,
  }
  return sendPage(hideSoon(reply, entrySeconds), <MergePage {...reader} {...page} />)
}
