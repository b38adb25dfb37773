import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { openShare } from '../../../exchange/index.ts'
import { lineSchema, Personal, type Sentence } from '../../../kernel/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { atMost, shareRefusals } from '../../../shares/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { AskedPage, SharedPage } from './view.tsx'

const params = z.object({ code: z.string().max(100) })
const body = z.strictObject({ said: z.string().max(1_000) })
const saidSchema = lineSchema(atMost.saidLength)

/**
 * Where whoever was shown a code opens it. To be asked opens nothing, whoever asks: programs that look at links before people do
 * would else use up what is good once.
 */
export function addSharePage(pages: App): void {
  const config = { bucket: 'share' } as const
  const path = paths.openShare(':code')
  pages.get(path, { config, schema: { params } }, (request, reply) =>
    answerAsked(request, reply, request.params.code, {}),
  )

  pages.post(path, { config, schema: { params, body } }, async (request, reply) => {
    const { code } = request.params
    const typed = new Personal(request.body.said)
    const said = saidSchema.safeParse(request.body.said)
    if (!said.success) return answerAsked(request, reply.code(422), code, { typed, isWrong: true })
    const opener = { code: new Personal(code), said: new Personal(said.data) }
    const opened = await openShare(request.tenant, opener)
    if (!opened.ok) {
      const { status, ...no } = shareRefusals[opened.because]
      return answerAsked(request, reply.code(status), code, { typed, no })
    }
    const { view, city } = await strangerOf(request, reply)
    return sendPage(reply, <SharedPage {...{ view, city }} shared={opened} />)
  })
}

interface Asked {
  typed?: Personal<string>
  isWrong?: boolean
  no?: Sentence
}

async function answerAsked(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  { typed, isWrong = false, no }: Asked,
) {
  const { view, city } = await strangerOf(request, reply)
  const action = paths.openShare(encodeURIComponent(code))
  return sendPage(reply, <AskedPage {...{ view, city, action, typed, isWrong, no }} />)
}

/** Whoever else is signed in in this browser, this is not their page. */
async function strangerOf(request: FastifyRequest, reply: FastifyReply) {
  const view = await viewOf(request, reply, null)
  return { view, city: cityFor(request.tenant, view) }
}
