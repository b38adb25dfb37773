import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  addKey,
  companyPrograms,
  endCompanyProgram,
  identityRefusals,
  personNameSchema,
  registerCompanyProgram,
  requireCompanyPerson,
  retireKey,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import type { FilledPage } from '../../typed/filled-page.ts'
import { companyPlace } from '../company-door.ts'
import { personReaderOf } from '../person-reader.ts'
import { KeysPage, type KeysPageProps } from './view.tsx'

const done = ['registered', 'added', 'retired', 'ended'] as const
const querystring = z.object({
  done: z.enum(done).optional().catch(undefined),
  because: z.enum(['no-name']).optional().catch(undefined),
})
const clientId = z.string().max(64)
const pasted = z.string().max(10_000)
const looking = { preHandler: requireCompanyPerson }
const changing = { preHandler: [requireCompanyPerson, proofFirst(companyPlace)] }

/** The programs of the company and their keys. */
export function addKeysPage(pages: App): void {
  pages.get(paths.companyKeys, { ...looking, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, request.query),
  )

  const registering = { ...changing, schema: { body: z.object({ name: z.string().max(200), key: pasted }) } }
  pages.post(paths.companyKeys, registering, async (request, reply) => {
    const { person, tenant } = personReaderOf(request, reply)
    const name = personNameSchema.safeParse(request.body.name)
    if (!name.success) return goOn(reply, `${paths.companyKeys}?because=no-name`)
    const given = { name: name.data, pasted: request.body.key }
    return answerChange(request, reply, 'registered', await registerCompanyProgram(tenant, person, given))
  })
  addChanges(pages)
}

export const keysFilled: FilledPage = {
  page: paths.companyKeys,
  guard: looking.preHandler,
  show: (request, reply, { filling }) => answerPage(request, reply, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<KeysPageProps, 'done' | 'because' | 'filling'>,
) {
  const reader = personReaderOf(request, reply)
  const programs = await companyPrograms(reader.tenant, reader.person.vendorId)
  return sendPage(reply, <KeysPage {...reader} {...shown} programs={programs} />)
}

function addChanges(pages: App): void {
  const adding = {
    ...changing,
    schema: { body: z.object({ program: clientId.default(''), newKey: pasted }) },
  }
  pages.post(paths.companyKeyAdd, adding, async (request, reply) => {
    const { person, tenant } = personReaderOf(request, reply)
    const { program, newKey } = request.body
    const added = await addKey(tenant, person, { clientId: program, pasted: newKey })
    return answerChange(request, reply, 'added', added)
  })

  const retiring = {
    ...changing,
    schema: { body: z.object({ program: clientId, keyId: z.string().max(64) }) },
  }
  pages.post(paths.companyKeyRetire, retiring, async (request, reply) => {
    const { person, tenant } = personReaderOf(request, reply)
    const { program, keyId } = request.body
    const retired = await retireKey(tenant, person, { clientId: program, keyId })
    return answerChange(request, reply, 'retired', retired)
  })

  const ending = { ...changing, schema: { body: z.object({ program: clientId }) } }
  pages.post(paths.companyProgramEnd, ending, async (request, reply) => {
    const { person, tenant } = personReaderOf(request, reply)
    return answerChange(
      request,
      reply,
      'ended',
      await endCompanyProgram(tenant, person, request.body.program),
    )
  })
}

function answerChange(
  request: FastifyRequest,
  reply: FastifyReply,
  what: (typeof done)[number],
  changed: Awaited<ReturnType<typeof addKey>>,
) {
  if (!changed.ok) return answerRefusal(request, reply, changed, identityRefusals)
  return goOn(reply, `${paths.companyKeys}?done=${what}`)
}
