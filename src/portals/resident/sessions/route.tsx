import { z } from 'zod'
import {
  cardOf,
  endOtherSessions,
  endOwnSession,
  requireResident,
  residentOf,
  sessionIdSchema,
  sessionsOf,
  type OneSession,
} from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { SessionsPage, type Listed } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.enum(['ended', 'others']).optional().catch(undefined) })
/** A hash opens nothing, and stands in no address all the same. */
const oneSchema = z.strictObject({
  session: sessionIdSchema.transform((text) => Buffer.from(text, 'hex')),
})

/** Where a resident is signed in, and how to end it. */
export function addSessionsPage(pages: App): void {
  pages.get(paths.sessions, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, sessionHash, view, city } = await readerOf(request, reply)
    const [sessions, card] = await Promise.all([sessionsOf(tenant, residentId), cardOf(tenant, residentId)])
    const { done } = request.query
    return sendPage(
      reply,
      <SessionsPage
        view={{ ...view, path: paths.sessions }}
        city={city}
        sessions={thisOneFirst(sessions, sessionHash)}
        card={card}
        done={done}
      />,
    )
  })

  pages.post(paths.endSession, { ...guarded, schema: { body: oneSchema } }, async (request, reply) => {
    const { residentId } = residentOf(request)
    const ended = await endOwnSession(request.tenant, residentId, request.body.session)
    if (!ended) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return goOn(reply, `${paths.sessions}?done=ended`)
  })

  const nothing = { schema: { body: z.strictObject({}) } }
  pages.post(paths.endOtherSessions, { ...guarded, ...nothing }, async (request, reply) => {
    await endOtherSessions(request.tenant, residentOf(request))
    return goOn(reply, `${paths.sessions}?done=others`)
  })
}

function thisOneFirst(sessions: readonly OneSession[], sessionHash: Buffer): Listed[] {
  return sessions
    .map((each) => ({ ...each, isThis: each.sessionHash.equals(sessionHash) }))
    .toSorted((one, other) => Number(other.isThis) - Number(one.isThis))
}
