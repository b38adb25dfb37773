import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  appScopes,
  askedByApp,
  findSignedIn,
  identityRefusals,
  letAppIn,
  refuseApp,
  requireResident,
  type AppScope,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { sentenceIn } from '../../ui/index.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { GoingToAppPage, LetAppInPage } from './view.tsx'

/** One box ticked comes as a text, several as a list. */
const ticked = z
  .union([z.enum(appScopes), z.array(z.enum(appScopes)).max(appScopes.length)])
  .optional()
  .transform((given): AppScope[] => (given === undefined ? [] : [given].flat()))
const body = z.strictObject({
  question: z.string().max(100),
  answer: z.enum(['agree', 'refuse']),
  may: ticked,
})

/** What an app may do for who is signed in: they are asked on a page of ours, and go back to the app with their answer. */
export function addLetAppInPage(pages: App): void {
  // Whoever is not signed in yet signs in as always, and comes back here by it.
  pages.get(paths.letAppIn, async (request, reply) => {
    if (!(await findSignedIn(request))) return goOn(reply, paths.signIn)
    await requireResident(request, reply)
    return answerQuestion(request, reply)
  })

  const options = { preHandler: requireResident, preValidation: keepTyped, schema: { body } }
  pages.post(paths.letAppIn, options, async (request, reply) => {
    const { question, answer, may } = request.body
    const outcome =
      answer === 'refuse'
        ? await refuseApp(request, reply, question)
        : await letAppIn(request, reply, { question, chosen: may })
    if (!outcome.ok) {
      if (outcome.because === 'recent-proof-needed') return askForProof(request, reply, 'change-ways-in')
      if (outcome.because === 'nothing-let-in')
        return answerQuestion(request, reply.code(identityRefusals[outcome.because].status), true)
      return answerRefusal(request, reply, outcome, identityRefusals)
    }
    // A page, not a redirect: a form's answer may lead to our own pages only (`form-action`).
    const { name, address } = outcome
    void reply.header('refresh', `0;url=${address.href}`)
    const { view, city } = await readerOf(request, reply)
    const page = { view: { ...view, path: paths.home }, city, name, address }
    return sendPage(reply, <GoingToAppPage {...page} letIn={answer === 'agree'} />)
  })
}

async function answerQuestion(request: FastifyRequest, reply: FastifyReply, unsure = false) {
  const { view, city, residentId } = await readerOf(request, reply)
  const found = await askedByApp(request, residentId)
  if (!found) return answerRefusal(request, reply, { because: 'app-not-asked' }, identityRefusals)
  const { question, app, asked } = found
  const no = unsure ? sentenceIn(view, identityRefusals['nothing-let-in']) : undefined
  const scopes = asked.scopes.filter((scope) => app.scopes.includes(scope))
  return sendPage(reply, <LetAppInPage {...{ view, city, question, app, scopes, no }} />)
}
