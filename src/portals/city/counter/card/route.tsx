import type { FastifyReply, FastifyRequest } from 'fastify'
import { counterRefusals, handOverCard } from '../../../../counter/index.ts'
import type { IssuedCard } from '../../../../identity/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { cardSeconds, hideSoon } from '../hide-soon.ts'
import { CardPage } from './view.tsx'

/** The card, in the answer to the POST and nowhere else: a GET that shows it would have to keep the PIN somewhere. */
export function addCardHandOver(pages: App): void {
  pages.post(paths.counterCard, attending, async (request, reply) => {
    const card = await handOverCard(request.tenant, attendanceOf(request))
    if (!card.ok) return answerRefusal(request, reply, card, counterRefusals)
    return answerCard(request, reply, card)
  })
}

/** With where a resident types what stands on it. */
export function answerCard(request: FastifyRequest, reply: FastifyReply, card: IssuedCard) {
  const address = new URL(paths.signIn, request.publicOrigin)
  return sendPage(
    hideSoon(reply, cardSeconds),
    <CardPage {...staffReaderOf(request, reply)} {...{ card, address }} />,
  )
}
