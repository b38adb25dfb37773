import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  changeProgramKeys,
  changeScopes,
  endProgram,
  identityRefusals,
  programActs,
  readPastedKeys,
  requireStaff,
  staffMembers,
  staffOf,
  type ProgramChange,
} from '../../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { proofFirst } from '../../../passkey/proof-first.tsx'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import type { FilledPage } from '../../../typed/filled-page.ts'
import { cityPlace } from '../../city-door.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { pasted, ticked } from '../typed.ts'
import { ProgramPage, type ProgramPageProps } from './view.tsx'

const dones = ['registered', 'scopes', 'keys', 'ended'] as const
type Done = (typeof dones)[number]
const querystring = z.object({ done: z.enum(dones).optional().catch(undefined) })
const params = z.object({ programId: z.string().max(60) })
const looking = { preHandler: requireStaff('appoint-staff', 'read-ledgers') }
const changing = { preHandler: [requireStaff('appoint-staff'), proofFirst(cityPlace)] }
type Asked = FastifyRequest<{ Params: z.infer<typeof params> }>

/** One program of the city: what it may, its keys, its record; changed and ended. */
export function addCityProgramPage(pages: App): void {
  pages.get(
    paths.cityProgram(':programId'),
    { ...looking, schema: { params, querystring } },
    (request, reply) => answerPage(request, reply, request.params.programId, { done: request.query.done }),
  )
  // Whoever opens the address of an answer anew has nothing pasted any more.
  pages.get(paths.cityProgramKeys(':programId'), { ...looking, schema: { params } }, async (request, reply) =>
    goOn(reply, paths.cityProgram(encodeURIComponent(request.params.programId))),
  )
  addChanges(pages)
}

function addChanges(pages: App): void {
  const scopesBody = z.object({ may: ticked })
  pages.post(
    paths.cityProgramScopes(':programId'),
    { ...changing, schema: { params, body: scopesBody } },
    async (request, reply) => {
      // What a partner may bring is not decided here, and stays.
      const [now] = await programActs(request.tenant, request.params.programId)
      const wanted = { ...request.params, scopes: request.body.may, items: now?.items }
      const changed = await changeScopes(request.tenant, staffOf(request).staffId, wanted)
      return answerChange(request, reply, 'scopes', changed)
    },
  )

  const keysBody = z.object({ key: pasted })
  pages.post(
    paths.cityProgramKeys(':programId'),
    { ...changing, schema: { params, body: keysBody } },
    async (request, reply) => {
      const read = await readPastedKeys(request.body.key)
      const { programId } = request.params
      if (!read.ok) return answerPage(request, reply.code(422), programId, { wrong: { key: read.because } })
      const wanted = { ...request.params, jwks: read.jwks }
      const changed = await changeProgramKeys(request.tenant, staffOf(request).staffId, wanted)
      return answerChange(request, reply, 'keys', changed)
    },
  )

  pages.post(
    paths.cityProgramEnd(':programId'),
    { ...changing, schema: { params } },
    async (request, reply) => {
      const ended = await endProgram(request.tenant, staffOf(request).staffId, request.params.programId)
      return answerChange(request, reply, 'ended', ended)
    },
  )
}

function answerChange(request: Asked, reply: FastifyReply, done: Done, changed: ProgramChange) {
  if (!changed.ok) return answerRefusal(request, reply, changed, identityRefusals)
  return goOn(reply, `${paths.cityProgram(request.params.programId)}?done=${done}`)
}

export const cityProgramFilled: FilledPage = {
  page: paths.cityProgram(':programId'),
  guard: looking.preHandler,
  show: (request, reply, { id, filling }) => answerPage(request, reply, id, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  programId: string,
  { done, wrong = {}, filling }: Partial<Pick<ProgramPageProps, 'done' | 'wrong' | 'filling'>>,
) {
  const reader = staffReaderOf(request, reply)
  const acts = await programActs(reader.tenant, programId)
  const [now] = acts
  if (!now) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const members = await staffMembers(reader.tenant)
  return sendPage(reply, <ProgramPage {...reader} {...{ now, acts, members, done, wrong, filling }} />)
}
