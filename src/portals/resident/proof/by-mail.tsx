import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  askEmailCode,
  identityRefusals,
  mailAddressOf,
  proveWithMail,
  requireResident,
  typedCodeSchema,
} from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import type { Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { answerProof, answerProven, refusedAt } from './answer.tsx'
import { ProveCodePage } from './code-page.tsx'
import { readTyped, typedSchema, type Typed } from './typed.ts'

/** A code to the mailbox that is theirs: nobody types here where it goes. */
export function addProofByMail(pages: App, { log }: PortalServices): void {
  const shared = { preHandler: requireResident, config: { bucket: 'sign-in' } } as const
  const asking = { ...shared, schema: { body: z.strictObject(typedSchema) } }
  pages.post(paths.proveMail, asking, async (request, reply) => {
    const typed = readTyped(request.body)
    const { tenant, residentId, view } = await readerOf(request, reply)
    const address = await mailAddressOf(tenant, residentId)
    if (!address) return answerProof(request, reply, typed, refusedAt(reply, 'mail', 'no-mail'))
    const occasion = { purpose: 'prove-again', residentId } as const
    const wanted = { occasion, to: address.email, locale: view.locale, log }
    const asked = await askEmailCode(request, reply, wanted)
    if (!asked.ok) return answerProof(request, reply, typed, refusedAt(reply, 'mail', asked.because))
    return answerCode(request, reply, typed, undefined)
  })

  const schema = { body: z.strictObject({ ...typedSchema, code: z.string().max(40) }) }
  pages.post(paths.proveMailCode, { ...shared, schema }, async (request, reply) => {
    const typed = readTyped(request.body)
    const code = typedCodeSchema.safeParse(request.body.code)
    if (!code.success) return answerCode(request, reply.code(422), typed, { kind: 'form' })
    const proven = await proveWithMail(request, reply, code.data)
    if (proven.ok) return answerProven(request, reply, typed)
    const { status, ...sentence } = identityRefusals[proven.because]
    return answerCode(request, reply.code(status), typed, { kind: 'refused', sentence })
  })
}

async function answerCode(request: FastifyRequest, reply: FastifyReply, typed: Typed, wrong: Wrong) {
  const { tenant, residentId, view, city } = await readerOf(request, reply)
  const address = (await mailAddressOf(tenant, residentId))?.email
  return sendPage(reply, <ProveCodePage {...{ view, city, typed, address, wrong }} />)
}
