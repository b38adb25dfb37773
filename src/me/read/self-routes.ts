import { z } from 'zod'
import { appOf, sessionsOf } from '../../identity/index.ts'
import { noticeIdSchema, noticesOf, ways, wishOf } from '../../notices/index.ts'
import type { App } from '../../platform/http/index.ts'
import { anyNo, forScope, instant, textOf } from '../route.ts'

const { config, described } = forScope('me:read')

/** What this app may, where the resident is signed in, and what they were told. Nothing here says who they are. */
export function addSelfRoutes(app: App): void {
  addApp(app)
  addSessions(app)
  addNotices(app)
}

const appSchema = z.object({
  appId: z.string(),
  scopes: z.array(z.string()).describe('What the resident chose'),
  provenAt: instant.describe(
    'When they last showed who they are; me:agree is good for ten minutes after that',
  ),
  letInAt: instant,
  endsAt: instant.describe('When they have to be asked anew, at the latest'),
})

function addApp(app: App): void {
  app.get(
    '/me/v1/app',
    {
      config,
      schema: {
        ...described,
        summary: 'What this app may do',
        description:
          'As the resident let it in. They may end it at any time, which counts from the next request on.',
        response: { 200: appSchema.describe('As it is now'), ...anyNo },
      },
    },
    (request) => {
      const { appId, scopes, provenAt, letInAt, endsAt } = appOf(request)
      const times = { provenAt: textOf(provenAt), letInAt: textOf(letInAt), endsAt: textOf(endsAt) }
      return { appId, scopes: [...scopes], ...times }
    },
  )
}

const coarseDevice = z.string().nullable()
const sessionsSchema = z.object({
  sessions: z.array(
    z
      .object({
        session: z.string().describe('By which it is ended, and which opens nothing'),
        way: z.string(),
        device: coarseDevice.describe(
          'What that browser says it is: a system and a browser of a closed list',
        ),
        createdAt: instant,
        lastSeenAt: instant,
      })
      .describe('One browser'),
  ),
})

function addSessions(app: App): void {
  app.get(
    '/me/v1/sessions',
    {
      config,
      schema: {
        ...described,
        summary: 'Where the resident is signed in',
        description: 'At most 50, the last seen first.',
        response: { 200: sessionsSchema.describe('Those that are good now'), ...anyNo },
      },
    },
    async (request) => {
      const sessions = await sessionsOf(request.tenant, appOf(request).residentId)
      return {
        sessions: sessions.map(({ sessionHash, way, device, createdAt, lastSeenAt }) => ({
          session: sessionHash.toString('hex'),
          way,
          device,
          createdAt: textOf(createdAt),
          lastSeenAt: textOf(lastSeenAt),
        })),
      }
    },
  )
}

const noticesSchema = z.object({
  notices: z.array(
    z.object({
      noticeId: z.string(),
      kind: z.string(),
      vendorId: z.string().nullable().describe('Of which company, where it is one'),
      count: z.number().int().nullable(),
      device: coarseDevice.describe('On what somebody signed in, where it is told that they did'),
      toldAt: instant,
      more: z.number().int().describe('How often the same happened again that day'),
      isRead: z.boolean(),
    }),
  ),
  next: z.string().nullable(),
  wish: z
    .enum(ways)
    .describe(
      'How the resident wants to be told: on their pages alone (here), or by mail (mail), by letter (letter), by letter where no mail gets through (mail-or-letter), or by text message (sms), too',
    ),
})

function addNotices(app: App): void {
  app.get(
    '/me/v1/notices',
    {
      config,
      schema: {
        ...described,
        summary: 'What the resident was told',
        description:
          'Twenty at a time, newest first; ask again with before set to next, until it is null. Reading them here marks none as read; POST /me/v1/notices/read does.',
        querystring: z.strictObject({ before: noticeIdSchema.optional() }),
        response: { 200: noticesSchema.describe('One page'), ...anyNo },
      },
    },
    async (request) => {
      const before = request.query.before ?? null
      const { residentId } = appOf(request)
      const { shown, olderThan } = await noticesOf(request.tenant, residentId, before)
      const { by: wish } = await wishOf(request.tenant, residentId)
      return { notices: shown.map((one) => ({ ...one, toldAt: textOf(one.toldAt) })), next: olderThan, wish }
    },
  )
}
