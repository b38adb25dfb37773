import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireStaff, staffMembers } from '../../../identity/index.ts'
import {
  letterRefusals,
  lettersOf,
  noteCameBack,
  overview,
  printAgain,
  printLetters,
  printNumberSchema,
  writtenNumber,
  type Letter,
} from '../../../letters/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { drawLetters, type LetterSheet } from '../../paper/letters.ts'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { sheetOf } from './sheet-of.ts'
import { LettersPage, type LettersPageProps } from './view.tsx'

const may = { preHandler: requireStaff('print-letters') }
const querystring = z.object({ done: z.literal('came-back').optional().catch(undefined) })
/** A print is drawn while it is sent; drawing is counted apart. */
const printing = { ...may, config: { file: true, bucket: 'paper' } } as const

/** 手紙: how many wait, one print of them, and what came back. */
export function addLettersPage(pages: App): void {
  pages.get(paths.letters, { ...may, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, { done: request.query.done !== undefined }),
  )

  pages.post(paths.lettersPrint, printing, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const printed = await printLetters(tenant, staff.staffId)
    if (!printed.ok) return answerRefusal(request, reply, printed, letterRefusals)
    return sendPrint(reply, tenant, printed.number, { again: false })
  })

  const again = { ...printing, schema: { body: z.object({ number: printNumberSchema }) } }
  pages.post(paths.lettersAgain, again, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const printed = await printAgain(tenant, staff.staffId, request.body.number)
    if (!printed.ok) return answerRefusal(request, reply, printed, letterRefusals)
    return sendPrint(reply, tenant, printed.number, { again: true })
  })

  const back = { ...may, schema: { body: z.object({ letter: z.string().max(40) }) } }
  pages.post(paths.letters, back, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const { letter } = request.body
    const noted = await noteCameBack(tenant, staff.staffId, letter)
    if (noted.ok) return goOn(reply, `${paths.letters}?done=came-back`)
    const { status, ...wrong } = letterRefusals[noted.because]
    return answerPage(request, reply.code(status), { letter, wrong })
  })
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<LettersPageProps, 'done' | 'letter' | 'wrong'>,
) {
  const reader = staffReaderOf(request, reply)
  const page = { letters: await overview(reader.tenant), members: await staffMembers(reader.tenant) }
  return sendPage(reply, <LettersPage {...reader} {...page} {...shown} />)
}

function sendPrint(
  reply: FastifyReply,
  tenant: Tenant,
  number: number,
  how: { again: boolean },
): FastifyReply {
  const title = `${tenant.city.name.ja} ${writtenNumber(number)}`
  return reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="azukari-letters-${String(number)}.pdf"`)
    .send(drawLetters(title, sheetsOf(tenant, lettersOf(tenant, number, how))))
}

async function* sheetsOf(
  { city }: Tenant,
  letters: AsyncIterable<Letter>,
): AsyncGenerator<LetterSheet, void> {
  for await (const letter of letters) yield sheetOf(letter, city)
}
