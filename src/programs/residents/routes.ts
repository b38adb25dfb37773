import { Readable } from 'node:stream'
import { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import { refuse, type Refusal, type RefusalWords } from '../../kernel/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import { spool, type SpoolRefusal } from '../../platform/sealed-spool.ts'
import type { Tenant } from '../../platform/tenant.ts'
import {
  bulkFields,
  bulkRefusals,
  columnTitles,
  findLoad,
  largestFile,
  loadIdSchema,
  receiveLoad,
  refusedLines,
  residentRefusals,
  type Load,
  type RefusedLine,
  type SentFile,
} from '../../residents/index.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'

const { config, described } = forScope('admin:residents')
const refusals = { ...httpRefusals, ...bulkRefusals, ...programRefusals }

const fileDescription = `CSV (RFC 4180) with a line of names first, in UTF-8 or, with charset=shift_jis, in Shift_JIS; or NDJSON.
Names: name 氏名, kana カナ, birthDate 生年月日 (western or wareki), postalCode 郵便番号, municipalityCode 市区町村コード,
townCode 町字コード, address 住所, phone 電話番号, email メールアドレス. The first three are needed. An
address is whole or left out: with address, postalCode and municipalityCode are needed, too. At most 100,000 lines, 64 MiB.`

const loadSchema = z.object({
  loadId: z.string(),
  state: z.enum(['waiting', 'working', 'done']),
  dryRun: z.boolean(),
  lines: z.number().int().describe('Lines with somebody in them'),
  accepted: z.number().int().describe('Residents that were made; of a dry run, that would be'),
  refused: z.number().int().describe('Lines that were left out; the report names them'),
  linesPerSecond: z.number().nullable().describe('Null until there is something to divide'),
  receivedAt: z.string(),
  endedAt: z.string().nullable(),
})

const loadParams = z.strictObject({ loadId: loadIdSchema })
const loadNo = { ...anyNo, ...problemResponses(404) }

/** Residents in bulk. There is no list of residents, and no way here to look anybody up. */
export function addResidentRoutes(app: App, spoolDirectory: string): void {
  void app.register(async (routes: App) => {
    // Read as it comes, and counted by the spool.
    routes.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) =>
      done(null, payload),
    )
    addSend(routes, spoolDirectory)
  })
  addProgress(app)
  addReport(app)
}

const sendSchema = {
  ...described,
  summary: 'Take residents in from a file',
  description: `The file is read, and then worked off behind the answer. Residents are made, and nothing is agreed to for
them. A line that cannot be read, or whose kana and birth date are known already, is left out and named in the report.
Where the file itself cannot be read nothing of it is taken. ${fileDescription}`,
  consumes: ['text/csv', 'application/x-ndjson'],
  querystring: z.strictObject({
    dryRun: z.enum(['true', 'false']).default('false').describe('Does everything but make residents'),
  }),
  headers: writeHeaders.extend({ 'content-type': z.string() }),
  body: z.unknown().describe('The file'),
  response: {
    202: loadSchema.describe('It was read, and waits to be worked off'),
    ...anyNo,
    ...problemResponses(409, 413, 415, 422, 507),
  },
}

function addSend(app: App, spoolDirectory: string): void {
  app.post(
    '/admin/v1/residents/bulk',
    {
      config,
      schema: sendSchema,
    },
    async (request, reply) => {
      const { tenant, query, headers, body } = request
      const kind = kindOf(headers['content-type'])
      if (!kind || !(body instanceof Readable))
        return answerRefusal(request, reply, { because: 'unsupported-media-type' }, refusals)
      const sent = {
        ...programOf(request),
        ...kind,
        idempotencyKey: headers['idempotency-key'],
        dryRun: query.dryRun === 'true',
      }
      const received = await receive(tenant, body, sent, spoolDirectory)
      if (!received.ok) return answerRefusal(request, reply, received, refusals)
      const load = await findLoad(tenant, sent.programId, received.loadId)
      return load
        ? reply.code(202).send(shown(load))
        : answerRefusal(request, reply, { because: 'unknown-load' }, refusals)
    },
  )
}

/** Onto the disk first, sealed: however slowly it comes, no transaction waits for it. */
async function receive(
  tenant: Tenant,
  bytes: AsyncIterable<Uint8Array>,
  sent: Omit<SentFile, 'file'>,
  directory: string,
): Promise<Awaited<ReturnType<typeof receiveLoad>> | Refusal<SpoolRefusal>> {
  const spooled = await spool(bytes, { directory, limitBytes: largestFile, name: 'residents' })
  if (!spooled.ok) return refuse(spooled.because)
  await using file = spooled.file
  return await receiveLoad(tenant, { ...sent, file })
}

const mediaType = /^(text\/csv|application\/x-ndjson)(?:; ?charset="?(utf-8|shift_jis)"?)?$/

function kindOf(contentType: string): Pick<SentFile, 'format' | 'encoding'> | undefined {
  const [, type, charset] = mediaType.exec(contentType.toLowerCase()) ?? []
  if (type === undefined) return undefined
  return {
    format: type === 'text/csv' ? 'csv' : 'ndjson',
    encoding: charset === 'shift_jis' ? charset : 'utf-8',
  }
}

function addProgress(app: App): void {
  app.get(
    '/admin/v1/residents/bulk/:loadId',
    {
      config,
      schema: {
        ...described,
        summary: 'How far a file is',
        description: 'Of a file that this program has sent, until 30 days after its end.',
        params: loadParams,
        response: { 200: loadSchema.describe('As it is now'), ...loadNo },
      },
    },
    async (request, reply) => {
      const load = await findLoad(request.tenant, programOf(request).programId, request.params.loadId)
      return load ? shown(load) : answerRefusal(request, reply, { because: 'unknown-load' }, refusals)
    },
  )
}

const reportSchema = z.object({
  lines: z.array(
    z.object({
      line: z.number().int(),
      because: z.string(),
      titles: z.object({ ja: z.string(), en: z.string() }).describe('The same, in a sentence'),
      field: z
        .enum(bulkFields)
        .nullable()
        .describe('The column that could not be taken; null where it is the line, or more than one column'),
      column: z
        .object({ ja: z.string(), en: z.string() })
        .nullable()
        .describe('What that column is called in a file'),
    }),
  ),
  next: z.number().int().nullable(),
})

const reportPage = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .default(0)
    .describe('The last line of the page before'),
  limit: z.coerce.number().int().min(1).max(1_000).default(500).describe('At most so many in one answer'),
})

function addReport(app: App): void {
  app.get(
    '/admin/v1/residents/bulk/:loadId/report',
    {
      config,
      schema: {
        ...described,
        summary: 'The lines that were left out',
        description:
          'By number, as a spreadsheet counts them, with the reason, the column, and nothing of what stood there. Ask again with after set to next, until it is null.',
        params: loadParams,
        querystring: reportPage,
        response: { 200: reportSchema.describe('One page of the report'), ...loadNo },
      },
    },
    async (request, reply) => {
      const { tenant, params, query } = request
      const load = await findLoad(tenant, programOf(request).programId, params.loadId)
      if (!load) return answerRefusal(request, reply, { because: 'unknown-load' }, refusals)
      const lines = await refusedLines(tenant, load, query)
      return {
        lines: lines.map(inWords),
        next: lines.length === query.limit ? (lines.at(-1)?.line ?? null) : null,
      }
    },
  )
}

const lineRefusals: Readonly<Record<string, RefusalWords>> = { ...bulkRefusals, ...residentRefusals }

/** What was left out by an older program, for a reason that is none any more, is not in the expected form. */
function inWords({ line, because, field }: RefusedLine) {
  const { ja, en } = lineRefusals[because] ?? bulkRefusals['not-a-line']
  return { line, because, titles: { ja, en }, field, column: field && columnTitles(field) }
}

function shown({ loadId, dryRun, lines, accepted, refused, receivedAt, begunAt, endedAt, lastAt }: Load) {
  const seconds = begunAt && lastAt ? (lastAt.getTime() - begunAt.getTime()) / 1000 : 0
  return {
    loadId,
    state: endedAt ? ('done' as const) : begunAt ? ('working' as const) : ('waiting' as const),
    dryRun,
    lines,
    accepted,
    refused,
    linesPerSecond: seconds > 0 ? Math.round((accepted + refused) / seconds) : null,
    receivedAt: receivedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}
