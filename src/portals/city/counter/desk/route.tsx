import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  cardsRefused,
  cardsToConfirm,
  counterRefusals,
  endAttendance,
  requestsToDecide,
  searchReasons,
  searchResident,
} from '../../../../counter/index.ts'
import { staffMembers } from '../../../../identity/index.ts'
import { localDayOf, Personal } from '../../../../kernel/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { readBirthDate, readKana, residentRefusals } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendingNow, clerkOf, guarded, isDrawnFor } from '../attended.ts'
import { doneAtDesk, type DoneAtDesk } from './done.ts'
import { answerOutdated } from '../outdated/answer.tsx'
import { CounterPage, type Searched, type Waiting } from './view.tsx'

const bodySchema = z.strictObject({
  kana: z.string().max(200),
  birthDate: z.string().max(40),
  reason: z.enum(searchReasons).optional(),
})
const querystring = z.object({ done: z.enum(doneAtDesk).optional().catch(undefined) })
const nothing: Searched = { kana: '', birthDate: '', errors: {} }

/** Where a member of staff begins: look somebody up, take somebody in, be the second person for a card. */
export function addCounterPage(pages: App): void {
  pages.get(paths.counter, { ...guarded, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, nothing, request.query.done),
  )

  pages.post(paths.counter, { ...guarded, schema: { body: bodySchema } }, async (request, reply) => {
    const said = readSearch(request)
    if (!said.ok) return answerPage(request, reply.code(422), { ...request.body, errors: said.errors })
    const searched = await searchResident(request.tenant, clerkOf(request), said)
    if (searched.ok) return goOn(reply, paths.counterFound)
    const { status, ...refused } = counterRefusals[searched.because]
    return answerPage(request, reply.code(status), { ...request.body, errors: {}, refused })
  })

  pages.post(paths.counterEnd, guarded, async (request, reply) => {
    const attendance = await attendingNow(request)
    if (attendance && !isDrawnFor(request, attendance)) return answerOutdated(request, reply, attendance)
    await endAttendance(request.tenant, clerkOf(request))
    return goOn(reply, paths.counter)
  })
}

/** Whom to look for and why, or what is wrong with what was typed. */
function readSearch({ body, tenant }: FastifyRequest<{ Body: z.infer<typeof bodySchema> }>) {
  const kana = readKana(body.kana)
  const birthDate = readBirthDate(body.birthDate, localDayOf(tenant.clock.now()))
  const { reason } = body
  if (kana.ok && birthDate.ok && reason)
    return { ok: true, said: { kana: kana.kana, birthDate: birthDate.birthDate }, reason } as const
  const errors: Searched['errors'] = {
    ...(!kana.ok && { kana: residentRefusals[kana.because] }),
    ...(!birthDate.ok && { birthDate: residentRefusals[birthDate.because] }),
    ...(!reason && { reason: counterRefusals['no-reason'] }),
  }
  return { ok: false, errors } as const
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  searched: Searched,
  done?: DoneAtDesk,
) {
  const attends = (await attendingNow(request)) !== undefined
  const reader = staffReaderOf(request, reply)
  const clerk = clerkOf(request)
  const toConfirm = await named(reader.tenant, await cardsToConfirm(reader.tenant, clerk))
  const toDecide = await named(reader.tenant, await requestsToDecide(reader.tenant, clerk))
  const refused = await cardsRefused(reader.tenant, clerk)
  const page = { searched, done, attends, toConfirm, toDecide, refused }
  return sendPage(reply, <CounterPage {...reader} {...page} />)
}

/** A colleague who has ended meanwhile is still who asked. */
async function named(
  tenant: Tenant,
  waiting: readonly { requestId: string; askedBy: string | null }[],
): Promise<Waiting[]> {
  if (waiting.length === 0) return []
  const names = new Map<string, Personal<string>>(
    (await staffMembers(tenant)).map(({ staffId, name }) => [staffId, name]),
  )
  return waiting.map(({ requestId, askedBy }) => ({
    requestId,
    askedBy: askedBy === null ? null : (names.get(askedBy) ?? new Personal('?')),
  }))
}
