import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { appOf } from '../../identity/index.ts'
import { addDays, localDayOf, localDaySchema, startOfDay } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import {
  daysOf,
  depositRefusals,
  depositsOf,
  findDeposit,
  holdingsOf,
  importIdSchema,
} from '../../vault/index.ts'
import { depositSchema, shownDeposit } from '../deposit-shown.ts'
import { anyNo, forScope } from '../route.ts'

const { config, described } = forScope('me:read')

/** What the resident has deposited, as their own pages show it. */
export function addDataRoutes(app: App): void {
  addDeposits(app)
  addDeposit(app)
  addItems(app)
  addDayList(app)
}

function addDeposits(app: App): void {
  const answer = z.object({ deposits: z.array(depositSchema) })
  app.get(
    '/me/v1/deposits',
    {
      config,
      schema: {
        ...described,
        summary: 'The files that were deposited',
        description: 'Those that are kept and the newest of the others, at most 500 together, newest first.',
        response: { 200: answer.describe('All of them'), ...anyNo },
      },
    },
    async (request) => {
      const deposits = await depositsOf(request.tenant, appOf(request).residentId)
      return { deposits: deposits.map(shownDeposit) }
    },
  )
}

function addDeposit(app: App): void {
  app.get(
    '/me/v1/deposits/:importId',
    {
      config,
      schema: {
        ...described,
        summary: 'One file that was deposited',
        description: 'How far it is, what it holds, and what of it was left out and why.',
        params: z.strictObject({ importId: importIdSchema }),
        response: { 200: depositSchema.describe('As it is now'), ...anyNo, ...problemResponses(404) },
      },
    },
    async (request, reply) => {
      const { residentId } = appOf(request)
      const found = await findDeposit(request.tenant, residentId, request.params.importId)
      return found
        ? shownDeposit(found)
        : answerRefusal(request, reply, { because: 'not-found' }, depositRefusals)
    },
  )
}

const itemsSchema = z.object({
  items: z.array(
    z.object({
      item: z.string().describe('A code of the catalogue'),
      days: z.number().int(),
      first: z.string(),
      last: z.string(),
    }),
  ),
})

function addItems(app: App): void {
  app.get(
    '/me/v1/items',
    {
      config,
      schema: {
        ...described,
        summary: 'What is kept, by item',
        description: 'Of each item how many days there are, and from when to when, in Japan’s days.',
        response: { 200: itemsSchema.describe('Every item there is something of'), ...anyNo },
      },
    },
    async (request) => ({ items: await holdingsOf(request.tenant, appOf(request).residentId) }),
  )
}

const sampleSchema = z.looseObject({})
const daySchema = z.object({
  day: z.string(),
  figure: z.object({
    value: z.number(),
    lowest: z.number(),
    highest: z.number(),
    count: z.number().int(),
  }),
  samples: z.array(sampleSchema).describe('What was measured, after overlaps were resolved'),
  documents: z.array(sampleSchema),
})
const daysSchema = z.object({ days: z.array(daySchema), next: z.string().nullable() })
/** A day told minute by minute is 60 kB. */
const daysAtOnce = 31

function addDayList(app: App): void {
  app.get(
    '/me/v1/items/:item/days',
    {
      config,
      schema: {
        ...described,
        summary: 'One item, day by day',
        description: `From a day on, at most ${String(daysAtOnce)} days of the calendar in one answer. Days without data are absent.
Ask again with from set to next, until it is null.`,
        params: z.strictObject({ item: z.enum(itemCodes) }),
        querystring: z.strictObject({ from: localDaySchema }),
        response: { 200: daysSchema.describe('One page of days'), ...anyNo },
      },
    },
    async (request) => {
      const { tenant, params, query } = request
      const { residentId } = appOf(request)
      const to = localDayOf(addDays(startOfDay(query.from), daysAtOnce - 1))
      const days: z.infer<typeof daySchema>[] = []
      const period = { from: query.from, to }
      for await (const { day, figure, samples, documents } of daysOf(tenant, residentId, params.item, period))
        days.push({
          day,
          figure,
          samples: samples.map((one) => ({ ...one })),
          documents: documents.map((one) => ({ ...one })),
        })
      const holding = (await holdingsOf(tenant, residentId)).find(({ item }) => item === params.item)
      const next = holding && holding.last > to ? localDayOf(addDays(startOfDay(to), 1)) : null
      return { days, next }
    },
  )
}
