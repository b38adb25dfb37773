import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { endOwnShare, recentProofOf, requireResident, residentOf } from '../../../identity/index.ts'
import { localDayOf, Personal, type Sentence } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { makeShare, shareIdSchema, shareRefusals, sharesOf } from '../../../shares/index.ts'
import { holdingsOf } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { MadePage, NewSharePage } from './new-view.tsx'
import { notTypedYet, readTypedShare, typedShareSchema, type TypedShare, type Wrong } from './typed-share.ts'
import { SharesPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.literal('ended').optional().catch(undefined) })
const ending = z.strictObject({ share: shareIdSchema })

/** データを見せる: what a resident lets a doctor or a coach read, for a while. */
export function addSharesPages(pages: App): void {
  addList(pages)
  addNew(pages)
}

function addList(pages: App): void {
  pages.get(paths.shares, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const shares = await sharesOf(tenant, residentId)
    const { done } = request.query
    return sendPage(reply, <SharesPage view={{ ...view, path: paths.shares }} {...{ city, shares, done }} />)
  })

  // Nothing is asked before ending.
  const options = { ...guarded, config: { bucket: 'stop' }, schema: { body: ending } } as const
  pages.post(paths.endShare, options, async (request, reply) => {
    const ended = await endOwnShare(request.tenant, residentOf(request).residentId, request.body.share)
    if (ended === 'not-there') return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    if (ended === 'not-kept')
      return answerRefusal(request, reply, { because: 'share-not-ended' }, shareRefusals)
    return goOn(reply, `${paths.shares}?done=ended`)
  })
}

function addNew(pages: App): void {
  pages.get(paths.newShare, guarded, (request, reply) =>
    answerForm(request, reply, notTypedYet(request.tenant.clock.now()), {}),
  )

  const options = { ...guarded, preValidation: keepTyped, schema: { body: typedShareSchema } }
  pages.post(paths.newShare, options, async (request, reply) => {
    const read = readTypedShare(request.body)
    if (!read.ok) return answerForm(request, reply.code(422), request.body, { wrong: read.wrong })
    const proof = recentProofOf(request, 'agree')
    if (!proof) return askForProof(request, reply, 'agree')
    const { sessionHash } = residentOf(request)
    const made = await makeShare(request.tenant, proof, read.wish, { sessionHash })
    if (!made.ok) return answerForm(request, reply, request.body, refusedAt(reply, made.because))
    const { view, city } = await readerOf(request, reply)
    const address = new URL(paths.openShare(made.code.reveal()), request.publicOrigin)
    const page = { view: { ...view, path: paths.newShare }, city, once: read.wish.once, until: made.until }
    return sendPage(reply, <MadePage {...page} address={new Personal(address.href)} />)
  })
}

interface Corrected {
  wrong?: readonly Wrong[]
  no?: Sentence
}

function refusedAt(reply: FastifyReply, because: keyof typeof shareRefusals): Corrected {
  const { status, ...sentence } = shareRefusals[because]
  reply.code(status)
  return because === 'share-wrong-days' ? { wrong: [{ name: 'from', sentence }] } : { no: sentence }
}

async function answerForm(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: TypedShare,
  { wrong = [], no }: Corrected,
) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const held = (await holdingsOf(tenant, residentId)).map(({ item }) => item)
  const today = localDayOf(tenant.clock.now())
  const page = { view: { ...view, path: paths.newShare }, city, held, typed, wrong, no, today }
  return sendPage(reply, <NewSharePage {...page} />)
}
