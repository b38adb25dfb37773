import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  askEmailCode,
  awaitedAddress,
  identityRefusals,
  putTextNumber,
  removeTextNumber,
  requireResident,
  typedCodeSchema,
} from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { findResident, readTextNumber } from '../../../residents/index.ts'
import type { Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { TextNumberCodePage, TextNumberPage } from './view.tsx'

const numberSchema = z.strictObject({ number: z.string().max(300) })
const codeSchema = z.strictObject({ code: z.string().max(40) })
const querystring = z.object({ done: z.literal('removed').optional().catch(undefined) })

/** Where text messages go: a number that a code came to. It is no way in. Where the city sends none there is no such page. */
export function addTextNumberPages(pages: App, { log }: PortalServices): void {
  const reading = { preHandler: [requireResident, requireTexts] }
  const changing = { ...reading, config: { bucket: 'sign-in' } } as const

  pages.get(paths.textNumber, { ...reading, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, { removed: request.query.done !== undefined }),
  )

  pages.post(paths.textNumber, { ...changing, schema: { body: numberSchema } }, async (request, reply) => {
    const typed = request.body.number
    const read = readTextNumber(typed)
    if (!read.ok) return answerPage(request, reply.code(422), { typed, wrong: { kind: 'form' } })
    const { view, residentId } = await readerOf(request, reply)
    const occasion = { purpose: 'text-number', residentId } as const
    const wanted = { occasion, to: new Personal(read.number), locale: view.locale, log }
    const asked = await askEmailCode(request, reply, wanted)
    if (asked.ok) return goOn(reply, paths.textNumberCode)
    const { status, ...sentence } = identityRefusals[asked.because]
    return answerPage(request, reply.code(status), { typed, wrong: { kind: 'refused', sentence } })
  })

  pages.get(paths.textNumberCode, reading, (request, reply) => answerCode(request, reply, undefined))

  pages.post(paths.textNumberCode, { ...changing, schema: { body: codeSchema } }, async (request, reply) => {
    const code = typedCodeSchema.safeParse(request.body.code)
    if (!code.success) return answerCode(request, reply.code(422), { kind: 'form' })
    const { residentId } = await readerOf(request, reply)
    const put = await putTextNumber(request, reply, { residentId, code: code.data })
    if (put.ok) return goOn(reply, `${paths.noticeSettings}?done=saved`)
    const { status, ...sentence } = identityRefusals[put.because]
    return answerCode(request, reply.code(status), { kind: 'refused', sentence })
  })

  pages.post(paths.textNumberRemove, changing, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    await removeTextNumber(tenant, residentId)
    return goOn(reply, `${paths.textNumber}?done=removed`)
  })
}

async function requireTexts(request: FastifyRequest, reply: FastifyReply) {
  if (!request.tenant.texter) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { removed = false, typed = '', wrong }: { removed?: boolean; typed?: string; wrong?: Wrong },
) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const onFile = (await findResident(tenant, residentId))?.identity.reveal().textNumber
  const own = onFile === undefined ? undefined : new Personal(onFile)
  return sendPage(reply, <TextNumberPage {...{ view, city, own, removed, typed, wrong }} />)
}

async function answerCode(request: FastifyRequest, reply: FastifyReply, wrong: Wrong) {
  const { view, city } = await readerOf(request, reply)
  const number = await awaitedAddress(request, 'text-number')
  return sendPage(reply, <TextNumberCodePage {...{ view, city, number, wrong }} />)
}
