import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  addOwnPasskey,
  askForOwnPasskey,
  endOwnPasskey,
  identityRefusals,
  ownPasskeys,
  readPasskeyName,
  recentProofOf,
  requireResident,
  residentOf,
} from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { answerSchema } from '../../passkey/answer.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { NewPasskeyPage, PasskeysPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const asking = { ...guarded, preValidation: keepTyped }
const querystring = z.object({ done: z.enum(['added', 'ended']).optional().catch(undefined) })
const naming = z.object({ because: z.enum(['no-name']).optional().catch(undefined) })
const nameSchema = z.string().max(200)
/** A hash opens nothing, and stands in no address all the same. */
const oneSchema = z.strictObject({
  passkey: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .transform((text) => Buffer.from(text, 'hex')),
})

/** A resident's own passkeys: registered, listed, ended. */
export function addPasskeysPage(pages: App): void {
  addList(pages)
  addNaming(pages)
  addMaking(pages)
}

function addList(pages: App): void {
  pages.get(paths.passkeys, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const passkeys = await ownPasskeys(tenant, residentId)
    const { done } = request.query
    return sendPage(
      reply,
      <PasskeysPage view={{ ...view, path: paths.passkeys }} {...{ city, passkeys, done }} />,
    )
  })

  // Where a language is chosen on the page that asks for a proof first.
  pages.get(paths.endPasskey, guarded, async (_request, reply) => goOn(reply, paths.passkeys))

  // Nothing is made yet: whoever goes on from here has shown who they are.
  pages.post(paths.passkeys, { ...asking, schema: { body: z.strictObject({}) } }, (request, reply) =>
    recentProofOf(request, 'change-ways-in')
      ? goOn(reply, paths.newPasskey)
      : askForProof(request, reply, 'change-ways-in'),
  )

  pages.post(paths.endPasskey, { ...asking, schema: { body: oneSchema } }, async (request, reply) => {
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    const { sessionHash } = residentOf(request)
    const one = { credentialHash: request.body.passkey, sessionHash }
    const ended = await endOwnPasskey(request.tenant, proof, one)
    if (!ended) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return goOn(reply, `${paths.passkeys}?done=ended`)
  })
}

function addNaming(pages: App): void {
  const page = { ...guarded, schema: { querystring: naming } }
  pages.get(paths.newPasskey, page, async (request, reply) => {
    if (!recentProofOf(request, 'change-ways-in')) return goOn(reply, paths.passkeys)
    const { view, city } = await readerOf(request, reply)
    const { because } = request.query
    return sendPage(
      reply,
      <NewPasskeyPage view={{ ...view, path: paths.newPasskey }} {...{ city, because }} />,
    )
  })
}

function addMaking(pages: App): void {
  const challenge = {
    ...guarded,
    schema: { body: z.object({ name: nameSchema }) },
    config: { bucket: 'sign-in', file: true },
  } as const
  pages.post(paths.challenge(paths.newPasskey), challenge, async (request, reply) => {
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return answerProofNeeded(request, reply)
    // No passkey is made that has no name yet: the form goes off without one, and is answered so.
    if (readPasskeyName(request.body.name) === undefined)
      return answerRefusal(request, reply, { because: 'malformed' }, httpRefusals)
    return reply.send(await askForOwnPasskey(request, proof))
  })

  const making = { ...guarded, schema: { body: z.object({ name: nameSchema, answer: answerSchema }) } }
  pages.post(paths.newPasskey, { ...making, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return answerProofNeeded(request, reply)
    const name = readPasskeyName(request.body.name)
    if (name === undefined) return goOn(reply, `${paths.newPasskey}?because=no-name`)
    const added = await addOwnPasskey(request, proof, {
      name: new Personal(name),
      answer: request.body.answer,
    })
    if (!added.ok) return answerRefusal(request, reply, added, identityRefusals)
    return goOn(reply, `${paths.passkeys}?done=added`)
  })
}

/** What an authenticator has answered is good once: it is not kept until somebody has shown who they are. */
function answerProofNeeded(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'recent-proof-needed' }, identityRefusals)
}
