import { z } from 'zod'
import {
  askPersonAgain,
  identityRefusals,
  provePersonAgain,
  requireCompanyPerson,
} from '../../identity/index.ts'
import { answerRefusal, type App } from '../../platform/http/index.ts'
import { answerSchema } from '../city/passkey/answer.ts'
import { paths } from '../paths.ts'
import { goOn } from '../reader.ts'

/** The pages that ask for a passkey once more, and to which it leads back. */
export const provenFor = ['persons', 'keys'] as const
const pageOf = { persons: paths.companyPersons, keys: paths.companyKeys } as const satisfies Record<
  (typeof provenFor)[number],
  string
>

/** A passkey once more, for who is signed in. */
export function addCompanyProofRoutes(pages: App): void {
  const guarded = { preHandler: requireCompanyPerson }
  pages.post(
    paths.cityChallenge(paths.companyProof),
    { ...guarded, config: { bucket: 'sign-in', file: true } },
    async (request, reply) => reply.send(await askPersonAgain(request)),
  )

  const schema = { body: z.object({ answer: answerSchema, page: z.enum(provenFor) }) }
  pages.post(
    paths.companyProof,
    { ...guarded, schema, config: { bucket: 'sign-in' } },
    async (request, reply) => {
      const proven = await provePersonAgain(request, reply, request.body.answer)
      if (!proven.ok) return answerRefusal(request, reply, proven, identityRefusals)
      return goOn(reply, pageOf[request.body.page])
    },
  )
}
