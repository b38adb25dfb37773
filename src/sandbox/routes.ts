import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes, purposeCodes } from '../catalog/index.ts'
import { companyOf, requireSandboxCompany } from '../identity/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../platform/http/index.ts'
import { describeReads, exchangeRefusals, linesType, readRequestOf } from '../wire/index.ts'
import { changePerson, peopleOf } from './change-person.ts'
import { openTrial, type TrialRequest } from './open-trial.ts'
import { mostPeople, pseudonymOf, type TrialPerson } from './people.ts'
import { changes } from './rules.ts'
import { tellTrial } from './tell-trial.ts'
import { trialReason, trialUses } from './uses.ts'

const reads = describeReads({
  scope: 'sandbox',
  about:
    '\nIn the sandbox nobody exists: every line says "synthetic", and nothing is written down about anybody.',
})

/** For programs with a token of the sandbox. */
const asProgram = {
  config: { caller: 'program', bucket: 'sandbox' },
  onRequest: requireTrial,
  exposeHeadRoute: false,
} as const

const described = { tags: ['sandbox'], security: [{ company: ['sandbox'] }] }
const refusals = { ...exchangeRefusals, ...httpRefusals }

/** Says first that it is synthetic, so that refusals say so, too. */
function requireTrial(request: FastifyRequest, reply: FastifyReply) {
  reply.header('azukari-synthetic', 'true')
  return requireSandboxCompany(request, reply)
}

const useSchema = z.object({
  use: z.uuid(),
  title: z.object({ ja: z.string(), en: z.string() }),
  purpose: z.enum(purposeCodes),
  items: z.array(z.enum(itemCodes)),
  reasons: z.array(z.string()),
})

const personSchema = z
  .object({
    number: z.int().min(1).max(mostPeople),
    standing: z
      .enum(['agreed', 'stopped', 'expired', 'never'])
      .describe('"expired": a yes that has run out; "never": no yes was ever given'),
    subjects: z.record(z.string(), z.uuid()).describe('The pseudonym under each use'),
  })
  .describe('One of the people of this company’s sandbox')

export function addSandboxRoutes(app: App): void {
  app.get('/sandbox/v1/records', { ...asProgram, schema: reads.all }, (request, reply) =>
    answerTrial(request, reply, { ...readRequestOf(request), subject: null }),
  )
  app.get('/sandbox/v1/residents/:subject/records', { ...asProgram, schema: reads.one }, (request, reply) =>
    answerTrial(request, reply, { ...readRequestOf(request), subject: request.params.subject }),
  )
  addUses(app)
  addPeople(app)
  addChanges(app)
}

async function answerTrial(request: FastifyRequest, reply: FastifyReply, wanted: TrialRequest) {
  const open = await openTrial(request.tenant, companyOf(request), wanted)
  if (!open.ok) return answerRefusal(request, reply, open, refusals)
  // Text is sent as it is, not as a JSON string.
  return reply.type(linesType).serializer(String).send(tellTrial(open).join(''))
}

function addUses(app: App): void {
  const answer = {
    uses: trialUses.map(({ useId, title, purpose, items }) => ({
      use: useId,
      title: { ja: title.ja, en: title.en },
      purpose,
      items: [...items],
      reasons: [trialReason],
    })),
  }
  app.get(
    '/sandbox/v1/uses',
    {
      ...asProgram,
      schema: {
        ...described,
        summary: 'The uses under which everything can be tried',
        description:
          'One for each item of the catalogue, and one with several. Nobody needs to approve them.',
        response: {
          200: z.object({ uses: z.array(useSchema) }),
          ...problemResponses(401, 429),
        },
      },
    },
    () => answer,
  )
}

function addPeople(app: App): void {
  app.get(
    '/sandbox/v1/people',
    {
      ...asProgram,
      schema: {
        ...described,
        summary: 'The twenty people of your sandbox',
        description: 'As your company has made them. Another company has others.',
        response: {
          200: z.object({ people: z.array(personSchema).max(mostPeople) }),
          ...problemResponses(401, 403, 429),
        },
      },
    },
    async (request, reply) => {
      const company = companyOf(request)
      const found = await peopleOf(request.tenant, company)
      if (!found.ok) return answerRefusal(request, reply, found, refusals)
      return { people: found.people.map((person) => shown(company.vendorId, person)) }
    },
  )
}

function addChanges(app: App): void {
  app.post(
    '/sandbox/v1/people/:number/changes',
    {
      ...asProgram,
      schema: {
        ...described,
        summary: 'Let one of them stop, agree again, take a day back or have it corrected',
        description: `What a resident might do, for your program to meet it. The day is the newest one; of each person the last
such change counts.`,
        params: z.strictObject({ number: z.coerce.number().int().min(1).max(mostPeople) }),
        body: z.strictObject({ change: z.enum(changes) }),
        response: { 200: personSchema, ...problemResponses(400, 401, 403, 404, 429) },
      },
    },
    async (request, reply) => {
      const company = companyOf(request)
      const { number } = request.params
      const outcome = await changePerson(request.tenant, company, number, request.body.change)
      if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
      return shown(company.vendorId, outcome.person)
    },
  )
}

function shown(vendorId: Parameters<typeof pseudonymOf>[0], { number, standing }: TrialPerson) {
  const subjects = trialUses.map(({ useId }) => [useId, pseudonymOf(vendorId, useId, number)])
  return { number, standing, subjects: Object.fromEntries(subjects) as Record<string, string> }
}
