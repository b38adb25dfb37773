import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  cardOf,
  identityRefusals,
  proveForDemo,
  proveWithPin,
  requireResident,
  typedPinSchema,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { readTyped, typedOf, typedSchema, type Typed } from './typed.ts'
import { ProofPage, ProvenPage } from './view.tsx'

type Wrong = Parameters<typeof ProofPage>[0]['wrong']

/** The answer to a form that wants a recent proof first. Its route has `preValidation: keepTyped`. */
export async function askForProof(request: FastifyRequest, reply: FastifyReply) {
  const typed = typedOf(request)
  const because = 'recent-proof-needed' as const
  if (!typed) return answerRefusal(request, reply, { because }, identityRefusals)
  return answerProof(request, reply.code(identityRefusals[because].status), typed, undefined)
}

/** A signed-in resident shows once more who they are, and goes on with what they had typed. */
export function addProofPages(pages: App): void {
  const shared = { preHandler: requireResident, config: { bucket: 'sign-in' } } as const

  // Whoever opens the address of an answer anew has nothing typed any more.
  for (const path of [paths.provePin, paths.proveDemo])
    pages.get(path, { preHandler: requireResident }, async (_request, reply) => goOn(reply, paths.home))

  const withPin = { ...shared, schema: { body: z.strictObject({ ...typedSchema, pin: z.string().max(64) }) } }
  pages.post(paths.provePin, withPin, async (request, reply) => {
    const typed = readTyped(request.body)
    const pin = typedPinSchema.safeParse(request.body.pin)
    if (!pin.success) return answerProof(request, reply.code(422), typed, { kind: 'form' })
    const proven = await proveWithPin(request, reply, pin.data)
    if (proven.ok) return answerProven(request, reply, typed)
    const { status, ...sentence } = identityRefusals[proven.because]
    return answerProof(request, reply.code(status), typed, { kind: 'refused', sentence })
  })

  pages.post(
    paths.proveDemo,
    { ...shared, schema: { body: z.strictObject(typedSchema) } },
    async (request, reply) => {
      if (!request.server.demoSignIn)
        return answerRefusal(request, reply, { because: 'demo-only' }, identityRefusals)
      await proveForDemo(request, reply)
      return answerProven(request, reply, readTyped(request.body))
    },
  )
}

async function answerProof(request: FastifyRequest, reply: FastifyReply, typed: Typed, wrong: Wrong) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const card = await cardOf(tenant, residentId)
  const ways = { pin: card?.isLocked === false, demo: request.server.demoSignIn }
  return sendPage(reply, <ProofPage {...{ view, city, typed, ways, wrong }} />)
}

async function answerProven(request: FastifyRequest, reply: FastifyReply, typed: Typed) {
  const { view, city } = await readerOf(request, reply)
  return sendPage(reply, <ProvenPage {...{ view, city, typed }} />)
}
