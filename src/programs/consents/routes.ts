import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals, giveConsentWithin, type Answer } from '../../consent/index.ts'
import { receivePaper } from '../../counter/index.ts'
import {
  findHolder,
  identityRefusals,
  noAfterMs,
  numberHashOf,
  programOf,
  proveByCard,
  typedNumberSchema,
  typedPinSchema,
  type PaperCard,
} from '../../identity/index.ts'
import { localDaySchema, refuse, type LocalDay } from '../../kernel/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { useIdSchema } from '../../review/index.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import { writeOnce, type Asked } from '../write-once.ts'

const { config, described } = forScope('admin:consents')
const refusals = { ...httpRefusals, ...consentRefusals, ...identityRefusals, ...programRefusals }

const cardNumber = z.string().max(60).describe('On the resident’s card. Nothing else names anybody here')
const body = z.strictObject({
  cardNumber,
  useId: useIdSchema,
  version: z.int().min(1).max(1_000_000).describe('Of the terms that the resident has read'),
  items: z.array(z.enum(itemCodes)).min(1).max(30).describe('What they have chosen, and nothing more'),
  pin: z.string().max(60).optional().describe('As the resident has typed it: then it counts at once'),
  paperSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .optional()
    .describe('Of the paper they have signed: then two members of staff have to confirm it first'),
  signedOn: localDaySchema
    .optional()
    .describe('The day that stands beside the signature, of the last 14; with a paper, and only with one'),
})
type Body = z.infer<typeof body>

const answers = {
  200: z.object({ state: z.literal('agreed') }).describe('It counts from now on'),
  202: z
    .object({ state: z.literal('waits-for-staff') })
    .describe('Nothing is allowed yet. The answer is the same whether or not there is such a card'),
}

/** A consent with evidence: the resident's PIN, or a paper that two of the staff confirm. Never without. */
export function addConsentRoute(app: App): void {
  app.post(
    '/admin/v1/consents',
    {
      config,
      schema: {
        ...described,
        summary: 'Bring a consent, with its evidence',
        description:
          'Of one resident, by the number of their card, with either their PIN or the SHA-256 of a signed paper and the day of signing. A paper counts for nothing where they have said no on that day or later. As long as a paper of the same resident for the same items waits, another one is answered alike and not put down. No card, a wrong PIN and a locked card are one answer. Especially sensitive items are asked, and brought, alone.',
        headers: writeHeaders,
        body,
        response: { ...answers, ...anyNo, ...problemResponses(404, 409, 422, 503) },
      },
    },
    async (request, reply) => {
      const { pin, paperSha256, signedOn } = request.body
      const isPaper = paperSha256 !== undefined && signedOn !== undefined
      const isHalf = (paperSha256 === undefined) !== (signedOn === undefined)
      if (isHalf || (pin === undefined) !== isPaper)
        return answerRefusal(request, reply, { because: 'no-evidence' }, refusals)
      const key = request.headers['idempotency-key']
      return isPaper
        ? withPaper(request, reply, key, { paperSha256, signedOn })
        : withPin(request, reply, key)
    },
  )
}

type Asking = FastifyRequest<{ Body: Body }>

/** The PIN is looked at each time, also of what was done already: who repeats a request has shown it again. */
async function withPin(request: Asking, reply: FastifyReply, key: string) {
  const { tenant } = request
  const card = readCard(request.body)
  const proven = card ? await proveByCard(tenant, card) : refuse('card-refused')
  if (!proven.ok) return answerRefusal(request, reply, proven, refusals)
  const { proof } = proven
  const by = { residentId: proof.residentId, sessionHash: null, channel: 'program', proof } as const
  const outcome = await writeOnce(tenant, await askedIn(request, key, 'agree-by-card'), (client) =>
    giveConsentWithin(tenant, client, { ...by, helper: programOf(request) }, answerIn(request.body)),
  )
  if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
  return reply.code(200).send({ state: 'agreed' as const })
}

async function withPaper(
  request: Asking,
  reply: FastifyReply,
  key: string,
  { paperSha256, signedOn }: { paperSha256: string; signedOn: LocalDay },
) {
  const { tenant } = request
  const paperHash = Buffer.from(paperSha256, 'hex')
  const number = typedNumberSchema.safeParse(request.body.cardNumber)
  const { programId } = programOf(request)
  const paper = { ...answerIn(request.body), paperHash, signedOn }
  const earliest = performance.now() + noAfterMs
  const holder = number.success ? await findHolder(tenant, number.data) : undefined
  const outcome = await writeOnce(tenant, await askedIn(request, key, 'bring-paper'), (client) =>
    receivePaper(tenant, client, { programId, holder }, paper),
  )
  // There is such a card, or there is none: it does not show in the time.
  await sleep(Math.max(0, earliest - performance.now()))
  if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
  return reply.code(202).send({ state: 'waits-for-staff' as const })
}

function readCard({ cardNumber: typed, pin }: Body): PaperCard | undefined {
  const [number, six] = [typedNumberSchema.safeParse(typed), typedPinSchema.safeParse(pin)]
  return number.success && six.success ? { number: number.data, pin: six.data } : undefined
}

function answerIn({ useId, version, items }: Body): Answer {
  return { useId, versionShown: version, items }
}

/** Whose it is, by a hash that nobody can guess their way back from; and no PIN. */
async function askedIn(request: Asking, idempotencyKey: string, deed: string): Promise<Asked> {
  const { tenant, body: content } = request
  return {
    ...programOf(request),
    idempotencyKey,
    deed,
    content: {
      ...answerIn(content),
      paper: content.paperSha256,
      signedOn: content.signedOn,
      whose: await hashOfNumber(tenant, content),
    },
  }
}

async function hashOfNumber(tenant: Tenant, { cardNumber: typed }: Body): Promise<string> {
  const number = typedNumberSchema.safeParse(typed)
  return number.success ? (await numberHashOf(tenant, number.data.reveal())).toString('hex') : 'none'
}
