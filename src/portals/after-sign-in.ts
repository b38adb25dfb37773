import type { FastifyRequest } from 'fastify'
import { askedByApp } from '../identity/index.ts'
import { termsOf, type ResidentId } from '../residents/index.ts'
import { paths } from './paths.ts'

/**
 * Where somebody goes who has just signed in: back to the question of the app that sent them here; else home, or first to the
 * terms, as long as they have not answered them.
 */
export async function afterSignIn(request: FastifyRequest, residentId: ResidentId): Promise<string> {
  if (await askedByApp(request, residentId)) return paths.letAppIn
  const { standing } = await termsOf(request.tenant, residentId)
  return standing === 'to-ask' ? paths.answerTerms : paths.home
}
