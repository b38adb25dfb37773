import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  askEmailCode,
  awaitedAddress,
  findSignedIn,
  identityRefusals,
  signInWithMail,
  typedCodeSchema,
} from '../../../../identity/index.ts'
import { Personal } from '../../../../kernel/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { readEmail } from '../../../../residents/index.ts'
import { keepLanguageInside, languageOf } from '../../../language.ts'
import { paths } from '../../../paths.ts'
import type { PortalServices } from '../../../portal.ts'
import { afterSignIn } from '../../../after-sign-in.ts'
import { cityFor, goOn, sendPage, viewOf } from '../../../reader.ts'
import { MailCodePage, MailSignInPage } from './view.tsx'
import { requireMail } from '../../../sent-code/require-mail.ts'
import type { Wrong } from '../../../sent-code/wrong.ts'

const addressSchema = z.strictObject({ email: z.string().max(300) })
const codeSchema = z.strictObject({ code: z.string().max(40) })
const bucket = { bucket: 'sign-in' } as const

/** Signing in with a code by mail. Where the city sends no mail there is no such page. */
export function addMailSignInPages(pages: App, { log }: PortalServices): void {
  const whereMail = { preHandler: requireMail }
  pages.get(paths.signInMail, whereMail, (request, reply) => answerAsking(request, reply, '', undefined))

  const asking = { ...whereMail, schema: { body: addressSchema }, config: bucket }
  pages.post(paths.signInMail, asking, async (request, reply) => {
    const typed = request.body.email
    const read = readEmail(typed)
    if (!read.ok) return answerAsking(request, reply.code(422), typed, { kind: 'form' })
    const occasion = { purpose: 'sign-in' } as const
    const wanted = { occasion, to: new Personal(read.email), locale: languageOf(request), log }
    const asked = await askEmailCode(request, reply, wanted)
    if (asked.ok) return goOn(reply, paths.signInMailCode)
    const { status, ...sentence } = identityRefusals[asked.because]
    return answerAsking(request, reply.code(status), typed, { kind: 'refused', sentence })
  })

  pages.get(paths.signInMailCode, whereMail, (request, reply) => answerCode(request, reply, undefined))

  const answering = { ...whereMail, schema: { body: codeSchema }, config: bucket }
  pages.post(paths.signInMailCode, answering, async (request, reply) => {
    const code = typedCodeSchema.safeParse(request.body.code)
    if (!code.success) return answerCode(request, reply.code(422), { kind: 'form' })
    const entered = await signInWithMail(request, reply, code.data)
    if (!entered.ok) {
      const { status, ...sentence } = identityRefusals[entered.because]
      return answerCode(request, reply.code(status), { kind: 'refused', sentence })
    }
    await keepLanguageInside(request, entered.residentId)
    return goOn(reply, await afterSignIn(request, entered.residentId))
  })
}

async function answerAsking(request: FastifyRequest, reply: FastifyReply, email: string, wrong: Wrong) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  return sendPage(reply, <MailSignInPage {...{ view, city: cityFor(request.tenant, view), email, wrong }} />)
}

async function answerCode(request: FastifyRequest, reply: FastifyReply, wrong: Wrong) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  const address = await awaitedAddress(request, 'sign-in')
  return sendPage(reply, <MailCodePage {...{ view, city: cityFor(request.tenant, view), address, wrong }} />)
}
