import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  awaitedAddress,
  findSignedIn,
  identityRefusals,
  requireResident,
  typedCodeSchema,
} from '../../../identity/index.ts'
import {
  agreeBeforeJoining,
  forgetHalfDone,
  halfDoneOf,
  joiningRefusals,
  joinWithMail,
  showCode,
  typedInvitationSchema,
  type JoinRefusal,
} from '../../../joining/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { currentTerms, termsRefusals, termsVersionNumberSchema } from '../../../residents/index.ts'
import { keepLanguageInside } from '../../language.ts'
import { requireMail } from '../../sent-code/require-mail.ts'
import type { Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { cityFor, goOn, readerOf, sendPage, viewOf } from '../../reader.ts'
import { JoinCodePage } from './mail-code.tsx'
import { JoinedPage } from './joined.tsx'
import { answerNotBegun, requireJoinable, shown } from './step.tsx'
import { JoinTermsPage } from './terms.tsx'
import { InvitationPage } from './view.tsx'
import { addWhoStep } from './who-route.tsx'

const querystring = z.object({ done: z.enum(['refused', 'joined', 'over']).optional().catch(undefined) })
type Done = z.infer<typeof querystring>['done']
const bucket = { bucket: 'sign-in' } as const
const codeBody = z.strictObject({ code: z.string().max(64) })
const termsBody = z.strictObject({
  version: z.coerce.number().pipe(termsVersionNumberSchema),
  answer: z.enum(['agreed', 'refused']),
})

/** Joining by oneself: an invitation, the terms, who one is, and a code by mail or an outside provider. */
export function addJoinPages(pages: App, services: PortalServices): void {
  addInvitationStep(pages)
  addTermsStep(pages)
  addWhoStep(pages, services)
  addCodeStep(pages)

  pages.get(paths.joined, { preHandler: requireResident }, async (request, reply) => {
    const { view, city } = await readerOf(request, reply)
    return sendPage(reply, <JoinedPage {...{ view, city }} />)
  })
}

function addInvitationStep(pages: App): void {
  const joinable = { preHandler: requireJoinable }
  pages.get(paths.join, { ...joinable, schema: { querystring } }, (request, reply) =>
    answerInvitation(request, reply, { done: request.query.done }),
  )

  const showing = { ...joinable, schema: { body: codeBody }, config: bucket }
  pages.post(paths.join, showing, async (request, reply) => {
    if (!(await currentTerms(request.tenant)))
      return answerRefusal(request, reply, { because: 'no-terms' }, termsRefusals)
    const code = typedInvitationSchema.safeParse(request.body.code)
    if (!code.success) {
      const nothing = request.body.code.trim() === ''
      return answerInvitation(request, reply.code(422), { wrong: { kind: 'form' }, nothing })
    }
    const begun = await showCode(request, reply, code.data)
    if (begun.ok) return goOn(reply, paths.joinTerms)
    const { status, ...sentence } = joiningRefusals[begun.because]
    return answerInvitation(request, reply.code(status), { wrong: { kind: 'refused', sentence } })
  })
}

/** A no is an answer: nothing of whoever gives it is kept. */
function addTermsStep(pages: App): void {
  const joinable = { preHandler: requireJoinable }
  pages.get(paths.joinTerms, joinable, (request, reply) => answerTerms(request, reply, undefined))

  pages.post(paths.joinTerms, { ...joinable, schema: { body: termsBody } }, async (request, reply) => {
    const { version, answer } = request.body
    if (answer === 'refused') {
      await forgetHalfDone(request, reply)
      return goOn(reply, `${paths.join}?done=refused`)
    }
    const terms = await currentTerms(request.tenant)
    if (terms?.version !== version)
      return answerTerms(request, reply.code(termsRefusals['terms-changed'].status), 'terms-changed')
    if (!(await agreeBeforeJoining(request, version))) return answerNotBegun(request, reply)
    return goOn(reply, paths.joinWho)
  })
}

function addCodeStep(pages: App): void {
  const whereMail = { preHandler: [requireJoinable, requireMail] }
  pages.get(paths.joinCode, whereMail, (request, reply) => answerCode(request, reply, undefined))

  const answering = { ...whereMail, schema: { body: codeBody }, config: bucket }
  pages.post(paths.joinCode, answering, async (request, reply) => {
    const code = typedCodeSchema.safeParse(request.body.code)
    if (!code.success) return answerCode(request, reply.code(422), { kind: 'form' })
    const joined = await joinWithMail(request, reply, code.data)
    if (!joined.ok) return answerNotJoined(request, reply, joined.because)
    await keepLanguageInside(request, joined.residentId)
    return goOn(reply, paths.joined)
  })
}

async function answerNotJoined(request: FastifyRequest, reply: FastifyReply, because: JoinRefusal) {
  if (because === 'terms-changed') return goOn(reply, paths.joinTerms)
  if (because === 'not-begun') return answerNotBegun(request, reply)
  // The answer that was lost had them join: the code is used, and they are there once.
  if ((await halfDoneOf(request))?.done === true) return goOn(reply, `${paths.join}?done=joined`)
  const { status, ...sentence } = { ...joiningRefusals, ...identityRefusals }[because]
  const over = because === 'code-refused' || because === 'too-young'
  return answerCode(request, reply.code(status), { kind: 'refused', sentence }, over)
}

async function answerInvitation(
  request: FastifyRequest,
  reply: FastifyReply,
  { done, wrong, nothing = false }: { done?: Done; wrong?: Wrong; nothing?: boolean },
) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  const page = { view, city: cityFor(request.tenant, view), done, wrong, nothing }
  return sendPage(reply, <InvitationPage {...page} />)
}

async function answerTerms(request: FastifyRequest, reply: FastifyReply, no: 'terms-changed' | undefined) {
  const terms = await currentTerms(request.tenant)
  const begun = await halfDoneOf(request)
  if (!terms || !begun || begun.done) return answerNotBegun(request, reply)
  return sendPage(reply, <JoinTermsPage {...await shown(request, reply)} {...{ terms, no }} />)
}

async function answerCode(request: FastifyRequest, reply: FastifyReply, wrong: Wrong, over = false) {
  const begun = await halfDoneOf(request)
  if (!begun?.sealed) return answerNotBegun(request, reply)
  return sendPage(
    reply,
    <JoinCodePage
      {...await shown(request, reply)}
      {...{ address: await awaitedAddress(request, 'join'), wrong, over }}
    />,
  )
}
