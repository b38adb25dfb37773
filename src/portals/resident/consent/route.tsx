import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isSensitive, itemCodes, type ItemCode } from '../../../catalog/index.ts'
import {
  consentRefusals,
  giveConsent,
  refuseConsent,
  type By,
  type ConsentActRefusal,
} from '../../../consent/index.ts'
import { recentProofOf, requireResident, type RecentProof } from '../../../identity/index.ts'
import { refuse } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { findUse, useIdSchema } from '../../../review/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage, type Reader } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { sentenceIn } from '../../ui/index.ts'
import { loadCompany } from '../companies/load-companies.ts'
import { awayOf } from '../leave/away.ts'
import { firstAlone, questionOf, type Question } from './question.ts'
import { ConsentPage } from './view.tsx'

const params = z.object({ useId: z.string(), item: z.string().optional() })
const item = z.enum(itemCodes)
const answerSchema = z.strictObject({
  version: z.coerce.number().int().min(1).max(1_000_000),
  answer: z.enum(['agree', 'refuse']),
  /** What was asked when the page was drawn: a no is to that, and to nothing else. */
  shown: z
    .string()
    .max(2000)
    .transform((codes) => (codes === '' ? [] : codes.split(',')))
    .pipe(z.array(item).max(30))
    .optional(),
  items: z.union([item.transform((one) => [one]), z.array(item).max(30)]).optional(),
})
type Answer = z.infer<typeof answerSchema>

/** 使ってよい or ことわる, about the items of one use. */
export function addConsentPage(pages: App): void {
  for (const path of [paths.consent(':useId'), paths.consentToItem(':useId', ':item')]) {
    pages.get(path, { preHandler: requireResident, schema: { params } }, async (request, reply) => {
      const reader = await readerOf(request, reply)
      const question = await loadQuestion(reader, request.params)
      if (!question) return notFound(request, reply)
      const onlySensitive = question.alone === undefined && question.state.use.terms.items.every(isSensitive)
      const first = onlySensitive ? firstAlone(question.state) : undefined
      if (first !== undefined) return goOn(reply, paths.consentToItem(question.state.use.useId, first))
      return sendQuestion(reader, reply, question)
    })

    const schema = { params, body: answerSchema }
    const guarded = { preValidation: keepTyped, preHandler: requireResident, schema }
    pages.post(path, guarded, async (request, reply) => {
      const reader = await readerOf(request, reply)
      const question = await loadQuestion(reader, request.params)
      if (!question) return notFound(request, reply)
      const proof = recentProofOf(request, 'agree')
      const entered = await enter(reader, question, request.body, proof)
      if (entered === 'proof-first') return askForProof(request, reply, 'agree')
      if (entered.ok) return goOn(reply, paths.receipt(entered.receiptNumber))
      const { because } = entered
      reply.code(consentRefusals[because].status)
      const asItStands = (await loadQuestion(reader, request.params)) ?? question
      return sendQuestion(reader, reply, asItStands, because)
    })
  }
}

/** A no needs no proof: whoever says it, nothing is given. */
async function enter(
  reader: Reader,
  question: Question,
  { version, answer, shown = [], items = [] }: Answer,
  proof: RecentProof<'agree'> | undefined,
) {
  const by: By = { residentId: reader.residentId, sessionHash: reader.sessionHash, channel: 'web' }
  const { useId } = question.state.use
  const of = (chosen: readonly ItemCode[]) => ({ useId, versionShown: version, items: chosen })
  if (answer === 'refuse') return refuseConsent(reader.tenant, by, of(shown))
  // On the page for several, a sensitive item was never on offer.
  if (question.alone === undefined && items.some(isSensitive)) return refuse('sensitive-not-alone')
  if (!proof) return 'proof-first'
  return giveConsent(
    reader.tenant,
    { ...by, proof },
    of(question.alone === undefined ? items : [question.alone]),
  )
}

/** The question as the use stands now; undefined for a use or an item that is not there. */
async function loadQuestion(
  { tenant, residentId }: Reader,
  asked: z.infer<typeof params>,
): Promise<Question | undefined> {
  const useId = useIdSchema.safeParse(asked.useId)
  const alone = item.optional().safeParse(asked.item)
  const use = useId.success ? await findUse(tenant.database, useId.data) : undefined
  if (!use || !alone.success) return undefined
  const company = await loadCompany(tenant, residentId, use.vendorId)
  const state = company?.uses.find((candidate) => candidate.use.useId === use.useId)
  return state && questionOf(state, alone.data)
}

async function sendQuestion(
  reader: Reader,
  reply: FastifyReply,
  question: Question,
  because?: ConsentActRefusal,
) {
  const { view, city, tenant, residentId } = reader
  const away = await awayOf(tenant, residentId)
  const no = because && { because, sentence: sentenceIn(view, consentRefusals[because]) }
  return sendPage(reply, <ConsentPage {...{ view, city, question, away, no }} now={tenant.clock.now()} />)
}

function notFound(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}
