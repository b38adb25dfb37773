import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  counterRefusals,
  documentSchema,
  joinResident,
  searchIdSchema,
  type SearchId,
} from '../../../../counter/index.ts'
import { localDayOf, newId } from '../../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { clerkOf, guarded } from '../attended.ts'
import { CardPage } from '../card/view.tsx'
import { cardSeconds, hideSoon } from '../hide-soon.ts'
import { nothingTyped, readNewcomer, typedSchema, type Typed, type Wrong } from './newcomer.ts'
import { JoinPage } from './view.tsx'

const body = z.strictObject({
  ...typedSchema.shape,
  document: documentSchema.optional(),
  attempt: searchIdSchema,
})

/** Somebody joins: who they are, the document they show, and their first card in the answer. */
export function addJoinPage(pages: App): void {
  pages.get(paths.counterJoin, guarded, (request, reply) => answerPage(request, reply, nothingTyped, {}))

  pages.post(paths.counterJoin, { ...guarded, schema: { body } }, async (request, reply) => {
    const { document, attempt, ...typed } = request.body
    const { tenant } = request
    const newcomer = readNewcomer(typed, localDayOf(tenant.clock.now()))
    if (!newcomer.ok || !document) {
      const wrong = newcomer.ok ? {} : newcomer.wrong
      return answerPage(request, reply.code(422), { ...typed, document }, { ...wrong, noDocument: !document })
    }
    const card = await joinResident(tenant, clerkOf(request), {
      attempt,
      identity: newcomer.identity,
      document,
    })
    if (!card.ok) return answerRefusal(request, reply, card, counterRefusals)
    return sendPage(hideSoon(reply, cardSeconds), <CardPage {...staffReaderOf(request, reply)} card={card} />)
  })
}

function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed & { document?: string | undefined },
  wrong: Wrong & { noDocument?: boolean },
): FastifyReply {
  return sendPage(
    reply,
    <JoinPage {...staffReaderOf(request, reply)} {...{ typed, wrong }} attempt={newId<SearchId>()} />,
  )
}
