import { z } from 'zod'
import {
  actsOf,
  consentRefusals,
  eventsOf,
  issueReceipt,
  type Act,
  type ConsentEvent,
} from '../../consent/index.ts'
import { lookUpsOf } from '../../counter/index.ts'
import { historyOf, type HistoryEntry } from '../../exchange/index.ts'
import { appOf, programNames } from '../../identity/index.ts'
import { sliceOf } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { proofRefusals } from '../../proof/index.ts'
import { anyNo, forScope, instant, pageByTime, textOf } from '../route.ts'

const { config, described } = forScope('me:read')
const refusals = { ...proofRefusals, ...consentRefusals }
const byTime = 'Newest first; ask again with before set to next, until it is null.'

/** The record: what was given and refused, what the resident did, their receipts, and who of the city looked. */
export function addRecordRoutes(app: App): void {
  addHistory(app)
  addActs(app)
  addReceipt(app)
  addLookUps(app)
}

const itemsSchema = z.array(z.looseObject({ item: z.string() }))
const historySchema = z.object({
  entries: z.array(
    z.discriminatedUnion('kind', [
      z
        .object({
          kind: z.literal('provision'),
          at: instant,
          vendorId: z.string(),
          useId: z.string(),
          useVersion: z.number().int(),
          given: itemsSchema,
          reasonCode: z.string(),
          ownWords: z.string().nullable(),
          outcome: z.string(),
          recordCount: z.number().int().nullable(),
          closedAt: instant.nullable(),
        })
        .describe('Something was given to a company'),
      z
        .object({
          kind: z.literal('refusal'),
          at: instant,
          vendorId: z.string(),
          useId: z.string(),
          because: z.string(),
          times: z.number().int(),
          orMore: z.boolean(),
        })
        .describe('A company asked and was given nothing: one entry for each use, reason and day'),
    ]),
  ),
  next: instant.nullable(),
})

function addHistory(app: App): void {
  app.get(
    '/me/v1/history',
    {
      config,
      schema: {
        ...described,
        summary: 'Who had what',
        description: `Every provision, and what was asked of this resident and refused. ${byTime}`,
        querystring: pageByTime,
        response: { 200: historySchema.describe('One page of the record'), ...anyNo },
      },
    },
    async (request) => {
      const { before = null, limit } = request.query
      const page = { before, limit: limit + 1 }
      const read = await historyOf(request.tenant, appOf(request).residentId, page)
      const { shown, olderBefore } = sliceOf(read, limit, ({ at }) => at)
      return { entries: shown.map(shownEntry), next: textOf(olderBefore) }
    },
  )
}

function shownEntry(entry: HistoryEntry): z.infer<typeof historySchema>['entries'][number] {
  const at = textOf(entry.at)
  if (entry.kind === 'refusal') {
    const { kind, vendorId, useId, because, times, orMore } = entry
    return { kind, at, vendorId, useId, because, times, orMore }
  }
  const { kind, vendorId, useId, useVersion, reasonCode, ownWords, outcome, recordCount, closedAt } = entry
  const about = { vendorId, useId, useVersion, reasonCode, ownWords, outcome, recordCount }
  return { kind, at, ...about, given: entry.given.map((one) => ({ ...one })), closedAt: textOf(closedAt) }
}

const actsSchema = z.object({
  acts: z.array(
    z.object({
      receiptNumber: z.string(),
      kind: z.string(),
      channel: z.string().describe('By which door: app is an app like this one'),
      happenedAt: instant,
      events: z.array(
        z.object({
          useId: z.string(),
          useVersion: z.number().int(),
          item: z.string(),
          kind: z.string(),
          until: instant.nullable(),
          pausedUntil: instant.nullable().describe('Of a pause'),
        }),
      ),
    }),
  ),
  next: instant.nullable(),
})

function addActs(app: App): void {
  app.get(
    '/me/v1/acts',
    {
      config,
      schema: {
        ...described,
        summary: 'What the resident did',
        description: `Every yes, no and stop, with its receipt number. ${byTime}`,
        querystring: pageByTime,
        response: { 200: actsSchema.describe('One page of acts'), ...anyNo },
      },
    },
    async (request) => {
      const { tenant, query } = request
      const { residentId } = appOf(request)
      const { before = null, limit } = query
      const read = await actsOf(tenant, residentId, { before, limit: limit + 1 })
      const { shown, olderBefore } = sliceOf(read, limit, ({ happenedAt }) => happenedAt)
      const actIds = shown.map(({ actId }) => actId)
      const events = await eventsOf(tenant, residentId, actIds)
      const acts = shown.map((act) =>
        shownAct(
          act,
          events.filter(({ actId }) => actId === act.actId),
        ),
      )
      return { acts, next: textOf(olderBefore) }
    },
  )
}

function shownAct({ receiptNumber, kind, channel, happenedAt }: Act, events: readonly ConsentEvent[]) {
  return {
    ...{ receiptNumber, kind, channel },
    happenedAt: textOf(happenedAt),
    events: events.map(({ useId, useVersion, item, kind: what, until, pausedUntil }) => ({
      ...{ useId, useVersion, item },
      kind: what,
      until: textOf(until),
      pausedUntil: textOf(pausedUntil),
    })),
  }
}

function addReceipt(app: App): void {
  app.get(
    '/me/v1/receipts/:number',
    {
      config,
      schema: {
        ...described,
        summary: 'A receipt, with its proof',
        description:
          'The document of ISO/IEC TS 27560 that azukari verify checks without the city. Soon after the act it promises its place in the log; later it proves it.',
        params: z.strictObject({ number: z.string().regex(/^[ -~]{1,40}$/) }),
        response: {
          200: z.looseObject({}).describe('The receipt'),
          ...anyNo,
          ...problemResponses(404, 503),
        },
      },
    },
    async (request, reply) => {
      const { residentId } = appOf(request)
      const issued = await issueReceipt(request.tenant, residentId, request.params.number)
      return issued.ok ? { ...issued.document } : answerRefusal(request, reply, issued, refusals)
    },
  )
}

const lookUpsSchema = z.object({
  lookUps: z.array(
    z.object({
      at: instant,
      reason: z.string(),
      did: z.string(),
      program: z
        .object({ programId: z.string(), name: z.string() })
        .nullable()
        .describe('The program of the city that looked, in a file of its; null where a member of staff did'),
    }),
  ),
  next: instant.nullable(),
})

function addLookUps(app: App): void {
  app.get(
    '/me/v1/look-ups',
    {
      config,
      schema: {
        ...described,
        summary: 'When the city looked this resident up',
        description: `Its staff, or a program of its; with the reason, and what they did. ${byTime}`,
        querystring: pageByTime,
        response: { 200: lookUpsSchema.describe('One page of looks'), ...anyNo },
      },
    },
    async (request) => {
      const { before = null, limit } = request.query
      const page = { before, limit: limit + 1 }
      const read = await lookUpsOf(request.tenant, appOf(request).residentId, page)
      const { shown, olderBefore } = sliceOf(read, limit, ({ lookedAt }) => lookedAt)
      const programIds = new Set(shown.flatMap(({ programId }) => programId ?? []))
      const names = await programNames(request.tenant, [...programIds])
      const lookUps = shown.map(({ lookedAt, reason, did, programId }) => ({
        ...{ at: textOf(lookedAt), reason, did },
        program: programId === null ? null : { programId, name: names.get(programId) ?? programId },
      }))
      return { lookUps, next: textOf(olderBefore) }
    },
  )
}
