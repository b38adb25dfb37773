import { z } from 'zod'
import { answerRefusal, asText, problemResponses, type App } from '../platform/http/index.ts'
import { acceptCosignatures, newestCosigned } from './log/cosigned.ts'
import type { WitnessKey } from './notes/cosignature.ts'
import { described, forEverybody } from './note-answers.ts'
import { proofRefusals } from './refusals.ts'

/** A note is at most as long as one that we read; a witness sends one with its line. */
const bodyLimit = 64 * 1024

/** What witnesses say of the log. The newest checkpoint grows each second; a cosigned one stays until the next visit. */
export function addCosignedRoutes(app: App, witnesses: readonly WitnessKey[]): void {
  addCosignedRoute(app)
  addCosignatureRoute(app, witnesses)
}

function addCosignedRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'The newest cosigned checkpoint',
    description: 'The newest checkpoint that a witness has cosigned, with the lines of all who have.',
    response: {
      200: { description: 'A signed note', content: { 'text/plain': { schema: z.string() } } },
      ...problemResponses(404, 429),
    },
  }
  app.get('/log/v1/cosigned', { ...forEverybody, ...asText, schema }, async (request, reply) => {
    const found = await newestCosigned(request.tenant.database)
    if (!found.ok) return answerRefusal(request, reply, found, proofRefusals)
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(found.note)
  })
}

function addCosignatureRoute(app: App, witnesses: readonly WitnessKey[]): void {
  const schema = {
    ...described,
    summary: 'Hand in a cosignature',
    description:
      'A checkpoint of this log as a signed note (text/plain) with the line of a witness that the city knows (C2SP tlog-cosignature).',
    body: z.string().max(bodyLimit),
    response: {
      200: z
        .object({
          size: z.number().describe('Of the checkpoint'),
          witnesses: z.array(z.string()).describe('Whose lines were taken in or there already'),
        })
        .describe('Taken'),
      ...problemResponses(400, 403, 404, 413, 415, 422, 429),
    },
  }
  app.post('/log/v1/cosignature', { ...forEverybody, bodyLimit, schema }, async (request, reply) => {
    const taken = await acceptCosignatures(request.tenant.database, witnesses, request.body)
    if (!taken.ok) return answerRefusal(request, reply, taken, proofRefusals)
    return { size: taken.size, witnesses: taken.witnesses.map(({ name }) => name) }
  })
}
