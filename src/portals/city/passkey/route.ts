import { z } from 'zod'
import { askAgain, identityRefusals, proveAgain, requireStaff } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn } from '../../reader.ts'
import { answerSchema } from './answer.ts'

/** A passkey once more, for who is signed in. So far one page asks for it, and it leads back there. */
export function addProofRoutes(pages: App): void {
  const guarded = { preHandler: requireStaff() }
  pages.post(
    paths.cityChallenge(paths.cityProof),
    { ...guarded, config: { bucket: 'sign-in', file: true } },
    async (request, reply) => reply.send(await askAgain(request)),
  )

  const schema = { body: z.object({ answer: answerSchema }) }
  pages.post(
    paths.cityProof,
    { ...guarded, schema, config: { bucket: 'sign-in' } },
    async (request, reply) => {
      const proven = await proveAgain(request, reply, request.body.answer)
      if (!proven.ok) return answerRefusal(request, reply, proven, identityRefusals)
      return goOn(reply, paths.staff)
    },
  )
}
