import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  addKey,
  companyPrograms,
  endCompanyProgram,
  identityRefusals,
  personNameSchema,
  readPastedKeys,
  registerCompanyProgram,
  requireCompanyPerson,
  retireKey,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { fillAgain } from '../../typed/fill-again.ts'
import type { FilledPage } from '../../typed/filled-page.ts'
import { companyPlace } from '../company-door.ts'
import { personReaderOf } from '../person-reader.ts'
import { KeysPage, type KeysPageProps } from './view.tsx'
import { entryOf, type Wrong } from './wrong.ts'

const done = ['registered', 'added', 'retired', 'ended'] as const
const querystring = z.object({ done: z.enum(done).optional().catch(undefined) })
type Done = (typeof done)[number]
type Changed = Awaited<ReturnType<typeof addKey>>
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
    const noKey = await wrongIn(request.body.key)
    if (!name.success || noKey)
      return answerWrong(request, reply.code(422), {
        ...(!name.success && { name: 'no-name' }),
        ...(noKey && { key: noKey }),
      })
    const given = { name: name.data, pasted: request.body.key }
    const registered = await registerCompanyProgram(tenant, person, given)
    return answerKey(request, reply, { changed: registered, done: 'registered', key: 'key' })
  })
  addAdding(pages)
  addChanges(pages)
}

/** Why this is no key that can be registered. */
async function wrongIn(pasted: string) {
  if (pasted.trim() === '') return 'no-key'
  const read = await readPastedKeys(pasted)
  return read.ok ? undefined : read.because
}

export const keysFilled: FilledPage = {
  page: paths.companyKeys,
  guard: looking.preHandler,
  show: (request, reply, { filling }) => answerPage(request, reply, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<KeysPageProps, 'done' | 'wrong' | 'filling'>,
) {
  const reader = personReaderOf(request, reply)
  const programs = await companyPrograms(reader.tenant, reader.person.vendorId)
  return sendPage(reply, <KeysPage {...reader} {...shown} programs={programs} />)
}

async function answerWrong(request: FastifyRequest, reply: FastifyReply, wrong: Wrong) {
  return answerPage(request, reply, { wrong, filling: await fillAgain(companyPlace, request) })
}

function addAdding(pages: App): void {
  // Whoever opens the address of an answer anew has nothing pasted any more.
  pages.get(paths.companyKeyAdd, looking, async (_request, reply) => goOn(reply, paths.companyKeys))

  const body = z.object({ program: clientId.default(''), newKey: pasted })
  pages.post(paths.companyKeyAdd, { ...changing, schema: { body } }, async (request, reply) => {
    const { person, tenant } = personReaderOf(request, reply)
    const { program, newKey } = request.body
    const noKey = await wrongIn(newKey)
    if (program === '' || noKey)
      return answerWrong(request, reply.code(422), {
        ...(program === '' && { program: 'no-program' }),
        ...(noKey && { newKey: noKey }),
      })
    const added = await addKey(tenant, person, { clientId: program, pasted: newKey })
    return answerKey(request, reply, { changed: added, done: 'added', key: 'newKey' })
  })
}

/** What came of a key that was pasted: done, or the reason at its entry. */
function answerKey(
  request: FastifyRequest,
  reply: FastifyReply,
  of: { changed: Changed; done: Done; key: 'key' | 'newKey' },
) {
  const { changed, done, key } = of
  const entry = changed.ok ? undefined : entryOf(changed.because, key)
  if (changed.ok || entry === undefined) return answerChange(request, reply, done, changed)
  const { status } = identityRefusals[changed.because]
  return answerWrong(request, reply.code(status), { [entry]: changed.because })
}

function addChanges(pages: App): void {
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

function answerChange(request: FastifyRequest, reply: FastifyReply, what: Done, changed: Changed) {
  if (!changed.ok) return answerRefusal(request, reply, changed, identityRefusals)
  return goOn(reply, `${paths.companyKeys}?done=${what}`)
}
