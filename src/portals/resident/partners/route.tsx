import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes, type ItemCode } from '../../../catalog/index.ts'
import {
  askLinkCode,
  endOwnPartner,
  identityRefusals,
  ownPartners,
  partnersOf,
  programIdSchema,
  recentProofOf,
  requireResident,
  residentOf,
} from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { sentenceIn } from '../../ui/index.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { ChoosePartnerPage, PartnerCodePage } from './code-view.tsx'
import { PartnersPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.literal('ended').optional().catch(undefined) })
/** A hash opens nothing, and stands in no address all the same. */
const ending = z.strictObject({
  link: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .transform((text) => Buffer.from(text, 'hex')),
})
/** One box ticked comes as a text, several as a list. */
const ticked = z
  .union([z.enum(itemCodes), z.array(z.enum(itemCodes)).max(itemCodes.length)])
  .optional()
  .transform((given): ItemCode[] => (given === undefined ? [] : [given].flat()))
const asking = z.strictObject({ partner: programIdSchema, item: ticked })

/** Who may send a resident's data here: which, what of it, by a code they tell there, and how to end it. */
export function addPartnersPages(pages: App): void {
  addList(pages)
  addCode(pages)
}

function addList(pages: App): void {
  pages.get(paths.partners, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const [own, partners] = await Promise.all([ownPartners(tenant, residentId), partnersOf(tenant)])
    const { done } = request.query
    return sendPage(
      reply,
      <PartnersPage view={{ ...view, path: paths.partners }} {...{ city, own, partners, done }} />,
    )
  })

  // Nothing is asked before ending.
  const options = { ...guarded, config: { bucket: 'stop' }, schema: { body: ending } } as const
  pages.post(paths.endPartner, options, async (request, reply) => {
    const ended = await endOwnPartner(request.tenant, residentOf(request).residentId, request.body.link)
    if (!ended) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return goOn(reply, `${paths.partners}?done=ended`)
  })
}

function addCode(pages: App): void {
  const choosing = { ...guarded, schema: { querystring: z.object({ partner: programIdSchema }) } }
  pages.get(paths.choosePartner, choosing, (request, reply) =>
    answerChoice(request, reply, request.query.partner),
  )

  // Where a language is chosen on the page that asks for a proof, or shows a code.
  pages.get(paths.partnerCode, guarded, async (_request, reply) => goOn(reply, paths.partners))

  const options = { ...guarded, preValidation: keepTyped, schema: { body: asking } }
  pages.post(paths.partnerCode, options, async (request, reply) => {
    const { partner: programId, item: items } = request.body
    const proof = recentProofOf(request, 'agree')
    if (!proof) return askForProof(request, reply, 'agree')
    const { sessionHash } = residentOf(request)
    const asked = await askLinkCode(request.tenant, proof, { programId, items, sessionHash })
    if (!asked.ok) {
      if (asked.because === 'nothing-to-bring')
        return answerChoice(request, reply.code(identityRefusals[asked.because].status), programId, true)
      return answerRefusal(request, reply, asked, identityRefusals)
    }
    const { view, city } = await readerOf(request, reply)
    const page = { view: { ...view, path: paths.partnerCode }, city, name: asked.name }
    return sendPage(reply, <PartnerCodePage {...page} code={asked.code} items={asked.items} />)
  })
}

async function answerChoice(request: FastifyRequest, reply: FastifyReply, programId: string, unsure = false) {
  const { tenant, view, city } = await readerOf(request, reply)
  const partner = (await partnersOf(tenant)).find((each) => each.programId === programId)
  if (!partner) return answerRefusal(request, reply, { because: 'unknown-partner' }, identityRefusals)
  const no = unsure ? sentenceIn(view, identityRefusals['nothing-to-bring']) : undefined
  return sendPage(reply, <ChoosePartnerPage {...{ view, city, partner, no }} />)
}
