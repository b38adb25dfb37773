import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  identityRefusals,
  proveForDemo,
  proveWithPin,
  requireResident,
  typedPinSchema,
  type ProvenAction,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { goOn } from '../../reader.ts'
import { answerProof, answerProven, refusedAt } from './answer.tsx'
import { addProofByMail } from './by-mail.tsx'
import { addProofByOutside } from './by-outside.ts'
import { addProofByPasskey } from './by-passkey.ts'
import { readTyped, typedOf, typedSchema } from './typed.ts'

/** The answer to a form that wants a recent proof first. Its route has `preValidation: keepTyped`. */
export async function askForProof(request: FastifyRequest, reply: FastifyReply, action: ProvenAction) {
  const typed = typedOf(request, action)
  const because = 'recent-proof-needed' as const
  if (!typed) return answerRefusal(request, reply, { because }, identityRefusals)
  return answerProof(request, reply.code(identityRefusals[because].status), typed, undefined)
}

/** A signed-in resident shows once more who they are, and goes on with what they had typed. */
export function addProofPages(pages: App, services: PortalServices): void {
  // Whoever opens the address of an answer anew has nothing typed any more.
  for (const path of [
    paths.provePin,
    paths.provePasskey,
    paths.proveMail,
    paths.proveMailCode,
    paths.proveOutside,
    paths.proveDemo,
  ])
    pages.get(path, { preHandler: requireResident }, async (_request, reply) => goOn(reply, paths.home))
  addProofByPin(pages)
  addProofByPasskey(pages)
  addProofByMail(pages, services)
  addProofByOutside(pages, services)
  addProofForDemo(pages)
}

const shared = { preHandler: requireResident, config: { bucket: 'sign-in' } } as const

function addProofByPin(pages: App): void {
  const schema = { body: z.strictObject({ ...typedSchema, pin: z.string().max(64) }) }
  pages.post(paths.provePin, { ...shared, schema }, async (request, reply) => {
    const typed = readTyped(request.body)
    const pin = typedPinSchema.safeParse(request.body.pin)
    if (!pin.success)
      return answerProof(request, reply.code(422), typed, { at: 'pin', wrong: { kind: 'form' } })
    const proven = await proveWithPin(request, reply, pin.data)
    if (proven.ok) return answerProven(request, reply, typed)
    return answerProof(request, reply, typed, refusedAt(reply, 'pin', proven.because))
  })
}

function addProofForDemo(pages: App): void {
  const schema = { body: z.strictObject(typedSchema) }
  pages.post(paths.proveDemo, { ...shared, schema }, async (request, reply) => {
    if (!request.server.demoSignIn)
      return answerRefusal(request, reply, { because: 'demo-only' }, identityRefusals)
    await proveForDemo(request, reply)
    return answerProven(request, reply, readTyped(request.body))
  })
}
