import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  appOf,
  writeOnceForLink,
  endOtherSessions,
  endOwnSession,
  identityRefusals,
  sessionIdSchema,
} from '../../identity/index.ts'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { changeWish, markRead, noticeIdSchema, ways } from '../../notices/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'

const { config, described } = forScope('me:settings')
const refusals = { ...httpRefusals, ...identityRefusals, ...meRefusals }
const doneSchema = z.object({ done: z.literal(true) })
const response = { 200: doneSchema.describe('It is done'), ...anyNo, ...problemResponses(404, 409) }

/** What a resident sets for themselves. They are told, as when they do it on their pages. */
export function addSettingsRoutes(app: App): void {
  addMarkRead(app)
  addWish(app)
  addEndSessions(app)
}

function addMarkRead(app: App): void {
  const schema = {
    ...described,
    summary: 'Mark notices as read',
    description: 'Up to this one, which the resident has seen: what came meanwhile stays unread.',
    headers: writeHeaders,
    body: z.strictObject({ upTo: noticeIdSchema }).describe('The newest that was shown'),
    response,
  }
  app.post('/me/v1/notices/read', { config, schema }, (request, reply) => {
    const { tenant, body } = request
    return write(request, reply, asked(request.headers, 'read-notices', body), async () => {
      await markRead(tenant, appOf(request).residentId, body.upTo)
      return { ok: true }
    })
  })
}

function addWish(app: App): void {
  const schema = {
    ...described,
    summary: 'Say how the resident wants to be told',
    description:
      'On their pages alone (here), or by mail (mail), by letter (letter), by letter where no mail gets through (mail-or-letter), or by text message (sms), too. They are told of the change the way it was until then. GET /me/v1/notices says what they wish now.',
    headers: writeHeaders,
    body: z.strictObject({ way: z.enum(ways) }).describe('What they wish'),
    response,
  }
  app.post('/me/v1/notices/wish', { config, schema }, (request, reply) => {
    const { tenant, body } = request
    return write(request, reply, asked(request.headers, 'wish-notices', body), async () => {
      await changeWish(tenant, appOf(request).residentId, body.way)
      return { ok: true }
    })
  })
}

function addEndSessions(app: App): void {
  const schema = {
    ...described,
    summary: 'End where the resident is signed in',
    description:
      'One browser, by its session of GET /me/v1/sessions, or all of them. What apps may do stays.',
    headers: writeHeaders,
    body: z
      .union([z.strictObject({ session: sessionIdSchema }), z.strictObject({ everywhere: z.literal(true) })])
      .describe('One, or all'),
    response,
  }
  app.post('/me/v1/sessions/end', { config, schema }, (request, reply) => {
    const { tenant, body } = request
    const { residentId, linkHash } = appOf(request)
    return write(request, reply, asked(request.headers, 'end-sessions', body), async () => {
      if ('session' in body)
        return (await endOwnSession(tenant, residentId, Buffer.from(body.session, 'hex')))
          ? { ok: true }
          : refuse('not-found')
      // An app is in no browser: there is none to leave out.
      await endOtherSessions(tenant, { residentId, sessionHash: linkHash })
      return { ok: true }
    })
  })
}

function asked(headers: z.infer<typeof writeHeaders>, deed: string, content: object) {
  return { idempotencyKey: headers['idempotency-key'], deed, content }
}

async function write(
  request: FastifyRequest,
  reply: FastifyReply,
  deed: ReturnType<typeof asked>,
  work: () => Promise<{ ok: true } | Refusal<'not-found'>>,
) {
  const outcome = await writeOnceForLink(request.tenant, appOf(request), deed, async () => {
    const done = await work()
    return done.ok ? { ok: true, answer: {} } : done
  })
  return outcome.ok ? reply.send({ done: true }) : answerRefusal(request, reply, outcome, refusals)
}
