import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { identityRefusals } from '../../identity/index.ts'
import { answerRefusal } from '../../platform/http/index.ts'
import { cityFor, employeesViewOf, sendPage } from '../reader.ts'
import { fieldsIn } from '../typed/fields.ts'
import { keepFields, type Kept } from '../typed/keep-fields.ts'
import { findPage, type DoorPlace } from './place.ts'
import { ProofFirstPage } from './proof-first-page.tsx'

const paramsSchema = z.record(z.string(), z.string())

/**
 * A preHandler after the one that says who is signed in: a passkey was shown just now, or it is asked for first, by a page that
 * carries what was typed.
 */
export function proofFirst(place: DoorPlace) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (place.isProven(request)) return
    const form = place.provenFor[request.routeOptions.url ?? '']
    if (!form) throw new Error('this form stands on no page that asks for a passkey')
    const params = paramsSchema.parse(request.params)
    const page = form.page.replaceAll(/:(\w+)/gu, (_, name: string) => params[name] ?? '')
    if (!findPage(place, page))
      return answerRefusal(request, reply, { because: 'proof-needed' }, identityRefusals)
    const kept = await keepFields(fieldsIn(request.body) ?? [], form)
    return answerProofFirst(request, reply, { place, page, kept, because: 'proof-needed' })
  }
}

interface ToProve {
  place: DoorPlace
  /** Where the form stands. */
  page: string
  kept: Kept
  because: 'proof-needed' | 'bad-passkey'
}

export async function answerProofFirst(
  request: FastifyRequest,
  reply: FastifyReply,
  { because, ...asked }: ToProve,
) {
  const { status, ...sentence } = identityRefusals[because]
  const view = employeesViewOf(request, reply, (await asked.place.find(request)) ?? null)
  const wrong = because === 'bad-passkey' ? sentence : undefined
  const page = <ProofFirstPage {...{ view, city: cityFor(request.tenant, view), wrong, ...asked }} />
  return sendPage(reply.code(status), page)
}
