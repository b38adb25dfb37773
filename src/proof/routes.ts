import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Refusal } from '../kernel/index.ts'
import { answerRefusal, asText, problemResponses, type App } from '../platform/http/index.ts'
import { addCosignedRoutes } from './cosigned-routes.ts'
import {
  describeKeys,
  keysOfLog,
  newestCheckpoint,
  proveConsistency,
  proveInclusion,
} from './log/read-log.ts'
import type { Hash } from './merkle/tree.ts'
import { described, forEverybody } from './note-answers.ts'
import type { WitnessKey } from './notes/cosignature.ts'
import { proofRefusals } from './refusals.ts'

/**
 * What the log can show of itself. It never says whose a leaf is, and takes no id of anything. `witnesses`: whose
 * cosignatures are taken in; nobody's, unless named.
 */
export function addLogRoutes(app: App, witnesses: readonly WitnessKey[] = []): void {
  addCheckpointRoute(app)
  addKeysRoute(app)
  addInclusionRoute(app)
  addConsistencyRoute(app)
  addCosignedRoutes(app, witnesses)
}

function addCheckpointRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'The newest checkpoint',
    description: 'How many leaves the log has and the root over them, signed (C2SP tlog-checkpoint).',
    response: {
      200: { description: 'A signed note', content: { 'text/plain': { schema: z.string() } } },
      ...problemResponses(404, 429),
    },
  }
  app.get('/log/v1/checkpoint', { ...forEverybody, ...asText, schema }, async (request, reply) => {
    const found = await newestCheckpoint(request.tenant.database)
    if (!found.ok) return answerRefusal(request, reply, found, proofRefusals)
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(found.note)
  })
}

const keySchema = z.object({
  key: z.string().describe('As C2SP signed-note writes it: name+key id+key'),
  since: z.iso.datetime(),
  endorsement: z
    .string()
    .nullable()
    .describe('A note by which the key before it vouches for this one; null of the first'),
})

function addKeysRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'The keys that sign checkpoints',
    description: 'The newest last. From any that you have from elsewhere, endorsements lead to the newest.',
    response: { 200: z.object({ keys: z.array(keySchema) }).describe('Keys'), ...problemResponses(429) },
  }
  app.get('/log/v1/keys', { ...forEverybody, schema }, async (request) => {
    const keys = await keysOfLog(request.tenant.database)
    return describeKeys(keys)
  })
}

const countSchema = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const pathSchema = z
  .object({
    path: z.array(z.base64()).describe('Hashes of 32 bytes, in the order in which RFC 9162 uses them'),
  })
  .describe('A proof')

function addInclusionRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'That a leaf is in the log',
    description:
      'The siblings on the way from the leaf to the root over the first `size` leaves (RFC 9162 §2.1.3).',
    querystring: z.strictObject({
      index: countSchema.describe('Number of the leaf, from 0'),
      size: countSchema.describe('Size of a checkpoint'),
    }),
    response: { 200: pathSchema, ...problemResponses(400, 404, 429) },
  }
  app.get('/log/v1/inclusion', { ...forEverybody, schema }, async (request, reply) =>
    answerPath(request, reply, await proveInclusion(request.tenant.database, request.query)),
  )
}

function addConsistencyRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'That the log has only grown',
    description: 'That the first `to` leaves begin with the first `from` of them (RFC 9162 §2.1.4).',
    querystring: z.strictObject({
      from: countSchema.describe('Size of the earlier checkpoint'),
      to: countSchema.describe('Size of the later one'),
    }),
    response: { 200: pathSchema, ...problemResponses(400, 404, 429) },
  }
  app.get('/log/v1/consistency', { ...forEverybody, schema }, async (request, reply) =>
    answerPath(request, reply, await proveConsistency(request.tenant.database, request.query)),
  )
}

function answerPath(
  request: FastifyRequest,
  reply: FastifyReply,
  found: { ok: true; path: Hash[] } | Refusal<keyof typeof proofRefusals>,
) {
  if (!found.ok) return answerRefusal(request, reply, found, proofRefusals)
  // What is proved never changes again.
  return reply
    .header('cache-control', 'public, max-age=86400, immutable')
    .send({ path: found.path.map((hash) => Buffer.from(hash).toString('base64')) })
}
