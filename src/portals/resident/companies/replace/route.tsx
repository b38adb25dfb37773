import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isSensitive, itemCodes } from '../../../../catalog/index.ts'
import { consentRefusals, type ConsentActRefusal } from '../../../../consent/index.ts'
import { replace } from '../../../../exchange/index.ts'
import { recentProofOf, requireResident } from '../../../../identity/index.ts'
import { refuse } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { useIdSchema } from '../../../../review/index.ts'
import { vendorIdSchema } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, readerOf, sendPage, type Reader } from '../../../reader.ts'
import { sentenceIn } from '../../../ui/index.ts'
import { awayOf } from '../../leave/away.ts'
import { askForProof } from '../../proof/route.tsx'
import { keepTyped } from '../../proof/typed.ts'
import { actingIn, actorOf, answerNo } from '../stop/route.tsx'
import { ComparePage } from './compare-view.tsx'
import { ChoicesPage } from './list-view.tsx'
import { loadChoices, questionAt, type Choices } from './load-choices.ts'

const params = z.object({ vendorId: z.string() })
const bothParams = params.extend({ useId: z.string() })
const item = z.enum(itemCodes)
const body = z.strictObject({
  version: z.coerce.number().int().min(1).max(1_000_000),
  items: z.union([item.transform((one) => [one]), z.array(item).max(30)]).optional(),
})

/** べつの会社にかえる: which, how they differ, and one answer that agrees to the one and stops the other. */
export function addReplacePages(pages: App): void {
  pages.get(
    paths.replace(':vendorId'),
    { preHandler: requireResident, schema: { params } },
    async (request, reply) => {
      const reader = await readerOf(request, reply)
      const found = await findChoices(reader, request.params.vendorId)
      if (!found) return notFound(request, reply)
      const { view, city, tenant, residentId } = reader
      const away = await awayOf(tenant, residentId)
      return sendPage(reply, <ChoicesPage {...{ view, city, away }} {...found} />)
    },
  )

  const path = paths.replaceBy(':vendorId', ':useId')
  pages.get(path, { preHandler: requireResident, schema: { params: bothParams } }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const found = await findChoices(reader, request.params.vendorId)
    if (!found) return notFound(request, reply)
    const shown = sendComparison(reader, reply, found, request.params.useId)
    return shown ?? goOn(reply, paths.replace(found.company.vendor.vendorId))
  })
  addReplacing(pages)
}

function addReplacing(pages: App): void {
  const guarded = { preValidation: keepTyped, preHandler: requireResident }
  const path = paths.replaceBy(':vendorId', ':useId')
  pages.post(path, { ...guarded, schema: { params: bothParams, body } }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const useId = useIdSchema.safeParse(request.params.useId)
    const found = await findChoices(reader, request.params.vendorId)
    if (!found || !useId.success) return notFound(request, reply)
    const proof = recentProofOf(request, 'agree')
    if (!proof) return askForProof(request, reply, 'agree')
    const { vendorId } = found.company.vendor
    const { version, items = [] } = request.body
    const by = { ...actorOf(actingIn(request)), proof }
    const answer = { useId: useId.data, versionShown: version, items }
    // On the page for several, a sensitive item was never on offer.
    const replaced =
      asksTogether(found, useId.data) && items.some(isSensitive)
        ? refuse('sensitive-not-alone')
        : await replace(reader.tenant, by, vendorId, answer)
    if (!replaced.ok)
      return answerNotReplaced(reader, reply, found, { useId: useId.data, because: replaced.because })
    const { stopped, agreed } = replaced
    const said = new URLSearchParams({ act: stopped.receiptNumber, instead: agreed.receiptNumber })
    return goOn(reply, `${paths.company(vendorId)}?${said.toString()}#status`)
  })
}

async function findChoices(reader: Reader, asked: string): Promise<Choices | undefined> {
  const vendorId = vendorIdSchema.safeParse(asked)
  return vendorId.success ? loadChoices(reader, vendorId.data) : undefined
}

function asksTogether({ choices }: Choices, useId: string): boolean {
  const choice = choices.find(({ state }) => state.use.useId === useId)
  return choice !== undefined && questionAt(choice)?.alone === undefined
}

/** The page as everything stands now, or the company's own, where there is nothing to compare any more. */
async function answerNotReplaced(
  reader: Reader,
  reply: FastifyReply,
  found: Choices,
  { useId, because }: { useId: string; because: ConsentActRefusal },
): Promise<FastifyReply> {
  const { vendorId } = found.company.vendor
  const now = because === 'not-kept' ? undefined : await loadChoices(reader, vendorId)
  const shown = now && sendComparison(reader, reply, now, useId, because)
  return shown ?? answerNo(reader, reply, because, vendorId)
}

/** undefined where this use is none that can be chosen now. */
function sendComparison(
  { view, city, tenant }: Reader,
  reply: FastifyReply,
  { company, held, choices }: Choices,
  useId: string,
  because?: ConsentActRefusal,
): FastifyReply | undefined {
  const choice = choices.find(({ state }) => state.use.useId === useId)
  const question = choice && questionAt(choice)
  if (!question) return undefined
  const no = because && { because, sentence: sentenceIn(view, consentRefusals[because]) }
  if (because) reply.code(consentRefusals[because].status)
  const now = tenant.clock.now()
  return sendPage(reply, <ComparePage {...{ view, city, held, question, now, no }} vendor={company.vendor} />)
}

function notFound(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}
