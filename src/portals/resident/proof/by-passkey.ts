import { z } from 'zod'
import { askAgain, proveAgain, requireResident, residentDoor } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { answerSchema } from '../../passkey/answer.ts'
import { paths } from '../../paths.ts'
import { answerProof, answerProven, refusedAt } from './answer.tsx'
import { readTyped, typedSchema } from './typed.ts'

/** A passkey once more, of who is signed in: another's proves nothing. */
export function addProofByPasskey(pages: App): void {
  const guarded = { preHandler: requireResident }
  pages.post(
    paths.challenge(paths.provePasskey),
    { ...guarded, config: { bucket: 'sign-in', file: true } },
    async (request, reply) => reply.send(await askAgain(request, residentDoor)),
  )

  const schema = { body: z.strictObject({ ...typedSchema, answer: answerSchema }) }
  pages.post(
    paths.provePasskey,
    { ...guarded, schema, config: { bucket: 'sign-in' } },
    async (request, reply) => {
      const typed = readTyped(request.body)
      const proven = await proveAgain(request, reply, residentDoor, request.body.answer)
      if (proven.ok) return answerProven(request, reply, typed)
      return answerProof(request, reply, typed, refusedAt(reply, 'passkey', proven.because))
    },
  )
}
