import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { beginAtProvider, requireResident, residentOf, type OutsideNo } from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { answerNoProvider, callbackOf, sendThere } from '../../public/outside/answer.tsx'
import { answerProof, answerProven, refusedAt } from './answer.tsx'
import { readTyped, typedSchema, writeTyped, type Typed } from './typed.ts'

const sentSchema = z.strictObject(typedSchema)

/** Once more at the outside provider. What was typed waits here, sealed for this browser, until it is back. */
export function addProofByOutside(pages: App, { log }: PortalServices): void {
  const shared = { preHandler: requireResident, config: { bucket: 'sign-in' } } as const
  pages.post(paths.proveOutside, { ...shared, schema: { body: sentSchema } }, async (request, reply) => {
    const provider = request.tenant.outsideProvider
    if (!provider) return answerNoProvider(request, reply)
    const typed = readTyped(request.body)
    const proveFor = { sessionHash: residentOf(request).sessionHash, typed: kept(typed) }
    const begun = await beginAtProvider(request, reply, provider, {
      proveFor,
      callback: callbackOf(request),
      log,
    })
    if (!begun.ok) return answerProof(request, reply, typed, refusedAt(reply, 'outside', begun.because))
    return sendThere(request, reply, { provider, address: begun.address })
  })
}

const kept = (typed: Typed) => new Personal(JSON.stringify(writeTyped(typed)))
const opened = (text: Personal<string>) => readTyped(sentSchema.parse(JSON.parse(text.reveal())))

/** The browser is back from there, and it is who is signed in. */
export async function answerProvenOutside(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Personal<string>,
) {
  await requireResident(request, reply)
  return answerProven(request, reply, opened(typed))
}

/** It was not, or not anew: they may try again, or another way. */
export async function answerNotProven(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Personal<string>,
  because: OutsideNo,
) {
  await requireResident(request, reply)
  return answerProof(request, reply, opened(typed), refusedAt(reply, 'outside', because))
}
