import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  cardsToConfirm,
  counterRefusals,
  endAttendance,
  findAttendance,
  lookUpReasons,
  searchResident,
} from '../../../../counter/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { readBirthDate, readKana, residentRefusals } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { sentenceIn } from '../../../ui/index.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { clerkOf, guarded } from '../attended.ts'
import { CounterPage, type Searched } from './view.tsx'

const body = z.strictObject({
  kana: z.string().max(200),
  birthDate: z.string().max(40),
  reason: z.enum(lookUpReasons),
})
const nothing: Searched = { kana: '', birthDate: '', reason: 'question', errors: [] }

/** Where a member of staff begins: look somebody up, take somebody in, be the second person for a card. */
export function addCounterPage(pages: App): void {
  pages.get(paths.counter, guarded, (request, reply) => answerPage(request, reply, nothing))

  pages.post(paths.counter, { ...guarded, schema: { body } }, async (request, reply) => {
    const { tenant, view } = staffReaderOf(request, reply)
    const kana = readKana(request.body.kana)
    const birthDate = readBirthDate(request.body.birthDate, localDayOf(tenant.clock.now()))
    if (!kana.ok || !birthDate.ok) {
      const errors = [
        ...(kana.ok ? [] : [{ name: 'kana', message: sentenceIn(view, residentRefusals[kana.because]) }]),
        ...(birthDate.ok
          ? []
          : [{ name: 'birthDate', message: sentenceIn(view, residentRefusals[birthDate.because]) }]),
      ]
      return answerPage(request, reply.code(422), { ...request.body, errors })
    }
    const said = { kana: kana.kana, birthDate: birthDate.birthDate }
    const searched = await searchResident(tenant, clerkOf(request), { said, reason: request.body.reason })
    if (searched.ok) return goOn(reply, paths.counterFound)
    const { status, ...refused } = counterRefusals[searched.because]
    return answerPage(request, reply.code(status), { ...request.body, errors: [], refused })
  })

  pages.post(paths.counterEnd, guarded, async (request, reply) => {
    await endAttendance(request.tenant, clerkOf(request))
    return goOn(reply, paths.counter)
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, searched: Searched) {
  const reader = staffReaderOf(request, reply)
  const clerk = clerkOf(request)
  const attends = (await findAttendance(reader.tenant, clerk)) !== undefined
  const toConfirm = await cardsToConfirm(reader.tenant, clerk)
  return sendPage(reply, <CounterPage {...reader} {...{ searched, attends, toConfirm }} />)
}
