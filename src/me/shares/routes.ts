import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import {
  appOf,
  endOwnShare,
  identityRefusals,
  recentProofOfApp,
  writeOnceForLink,
  type ShareCode,
} from '../../identity/index.ts'
import { lineSchema, localDaySchema, Personal, refuse, sliceOf } from '../../kernel/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import {
  atMost,
  makeShare,
  openingsOf,
  periods,
  shareIdSchema,
  shareRefusals,
  sharesOf,
  type Opening,
  type Share,
} from '../../shares/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, instant, pageByTime, textOf, writeHeaders } from '../route.ts'
import type { MeServices } from '../services.ts'

const refusals = { ...httpRefusals, ...identityRefusals, ...shareRefusals, ...meRefusals }

/** What the resident shows to a doctor or a coach: looked at, made as one agrees, and ended as one stops. */
export function addShareRoutes(app: App, services: Pick<MeServices, 'pathOfShare'>): void {
  addList(app)
  addMake(app, services)
  addEnd(app)
  addOpenings(app)
}

const openingSchema = z.object({
  at: instant,
  said: z.string().describe('Who it was, in their own words: nobody has checked them'),
  recordCount: z.number().int().describe('0 where nothing was shown after all'),
})

const listSchema = z.object({
  shares: z.array(
    z.object({
      shareId: z.string(),
      state: z.enum(['open', 'used', 'over', 'ended']),
      items: z.array(z.string()),
      from: z.string(),
      to: z.string(),
      once: z.boolean(),
      note: z.string().nullable(),
      madeAt: instant,
      until: instant,
      openings: z.array(openingSchema),
    }),
  ),
})

function addList(app: App): void {
  const { config, described } = forScope('me:read')
  app.get(
    '/me/v1/shares',
    {
      config,
      schema: {
        ...described,
        summary: 'What the resident shows, and who opened it',
        description:
          'The newest 100, newest first. The address that opens one is told once, when it is made.',
        response: { 200: listSchema.describe('Shares with their openings'), ...anyNo },
      },
    },
    async (request) => {
      const shares = await sharesOf(request.tenant, appOf(request).residentId)
      return { shares: shares.map(shownShare) }
    },
  )
}

function shownShare(share: Share): z.infer<typeof listSchema>['shares'][number] {
  const { shareId, state, items, from, to, once, note, madeAt, until, openings } = share
  return {
    ...{ shareId, state, items: [...items], from, to, once },
    note: note?.reveal() ?? null,
    madeAt: textOf(madeAt),
    until: textOf(until),
    openings: openings.map(shownOpening),
  }
}

function shownOpening({ openedAt, said, recordCount, withheld }: Opening): z.infer<typeof openingSchema> {
  return { at: textOf(openedAt), said: said.reveal(), recordCount: withheld ? 0 : recordCount }
}

const wishSchema = z
  .strictObject({
    items: z.array(z.enum(itemCodes)).min(1).max(itemCodes.length),
    from: localDaySchema,
    to: localDaySchema,
    period: z.enum(periods).describe('For how long it can be opened'),
    once: z.boolean().describe('One opening, or any number within the period'),
    note: lineSchema(atMost.noteLength).optional().describe('For the resident alone'),
  })
  .describe('What the resident chose')

const madeSchema = z.object({
  shareId: z.string(),
  until: instant,
  address: z.string().nullable().describe('Told once: null in the answer to a repeat'),
})

function addMake(app: App, { pathOfShare }: Pick<MeServices, 'pathOfShare'>): void {
  const { config, described } = forScope('me:agree')
  const schema = {
    ...described,
    summary: 'Show data to somebody',
    description:
      'Makes a page that whoever has its address can open. Only within ten minutes of the resident’s showing who they are: after that it is answered 403 let-in-again.',
    headers: writeHeaders,
    body: wishSchema,
    response: { 200: madeSchema.describe('It can be opened'), ...anyNo, ...problemResponses(404, 409, 422) },
  }
  app.post('/me/v1/shares', { config, schema }, async (request, reply) => {
    const { tenant, body, headers } = request
    const speaking = appOf(request)
    const proof = recentProofOfApp(request)
    if (!proof) return answerRefusal(request, reply, { because: 'let-in-again' }, meRefusals)
    // Not in the answer that is kept for a repeat: the database never has what opens a share.
    let code: Personal<ShareCode> | undefined
    const asked = { idempotencyKey: headers['idempotency-key'], deed: 'share', content: body }
    const outcome = await writeOnceForLink(tenant, speaking, asked, async () => {
      const wish = { ...body, note: body.note === undefined ? null : new Personal(body.note) }
      const made = await makeShare(tenant, proof, wish, speaking)
      if (!made.ok) return made
      code = made.code
      return { ok: true, answer: { shareId: made.shareId as string, until: textOf(made.until) } }
    })
    if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
    const address = code ? new URL(pathOfShare(code.reveal()), request.publicOrigin).href : null
    return { ...outcome.answer, address }
  })
}

function addEnd(app: App): void {
  const { config, described } = forScope('me:stop')
  const schema = {
    ...described,
    summary: 'End what is shown',
    description: 'Nobody opens it after the answer. Asks for nothing more.',
    headers: writeHeaders,
    body: z.strictObject({ shareId: shareIdSchema }).describe('Which'),
    response: {
      200: z.object({ ended: z.literal(true) }).describe('It has ended'),
      ...anyNo,
      ...problemResponses(404, 409, 503),
    },
  }
  app.post('/me/v1/shares/end', { config: { ...config, bucket: 'stop' }, schema }, async (request, reply) => {
    const { tenant, body, headers } = request
    const speaking = appOf(request)
    const asked = { idempotencyKey: headers['idempotency-key'], deed: 'end-share', content: body }
    const outcome = await writeOnceForLink(tenant, speaking, asked, async () => {
      const ended = await endOwnShare(tenant, speaking.residentId, body.shareId)
      if (ended === 'not-there') return refuse('not-found')
      return ended === 'ended' ? { ok: true, answer: {} } : refuse('share-not-ended')
    })
    return outcome.ok ? { ended: true as const } : answerRefusal(request, reply, outcome, refusals)
  })
}

const openingsSchema = z.object({
  openings: z.array(openingSchema.extend({ shareId: z.string() })),
  next: instant.nullable(),
})

function addOpenings(app: App): void {
  const { config, described } = forScope('me:read')
  app.get(
    '/me/v1/openings',
    {
      config,
      schema: {
        ...described,
        summary: 'Who opened what the resident shows',
        description:
          'Of every share there ever was. Newest first; ask again with before set to next, until it is null.',
        querystring: pageByTime,
        response: { 200: openingsSchema.describe('One page of openings'), ...anyNo },
      },
    },
    async (request) => {
      const { before = null, limit } = request.query
      const read = await openingsOf(request.tenant, appOf(request).residentId, { before, limit: limit + 1 })
      const { shown, olderBefore } = sliceOf(read, limit, ({ openedAt }) => openedAt)
      const openings = shown.map((opening) => ({ shareId: opening.shareId, ...shownOpening(opening) }))
      return { openings, next: textOf(olderBefore) }
    },
  )
}
