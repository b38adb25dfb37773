import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  identityRefusals,
  programIdSchema,
  programNameSchema,
  programScopes,
  programs,
  readPastedKeys,
  registerProgram,
  requireStaff,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import type { FilledPage } from '../../typed/filled-page.ts'
import type { Filling } from '../../typed/keep-fields.ts'
import { cityPlace } from '../city-door.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { pasted, ticked, type TypedProgram, type Wrong } from './typed.ts'
import { ProgramsPage } from './view.tsx'

const looking = { preHandler: requireStaff('appoint-staff', 'read-ledgers') }
const changing = { preHandler: [requireStaff('appoint-staff'), proofFirst(cityPlace)] }
const body = z.object({ id: z.string().max(200), name: z.string().max(200), may: ticked, key: pasted })

/** The programs of the city, and a new one. */
export function addCityProgramsPage(pages: App): void {
  pages.get(paths.cityPrograms, looking, (request, reply) =>
    answerPage(request, reply, { typed: { id: '', name: '', may: [], keys: '' }, wrong: {} }),
  )

  pages.post(paths.cityPrograms, { ...changing, schema: { body } }, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const { may: scopes, key, ...named } = request.body
    const [id, name] = [programIdSchema.safeParse(named.id), programNameSchema.safeParse(named.name)]
    const read = await readPastedKeys(key)
    const typed = { ...named, may: scopes, keys: read.ok ? JSON.stringify(read.jwks) : '' }
    if (!id.success || !name.success || scopes.length === 0 || !read.ok)
      return answerPage(request, reply.code(422), {
        typed,
        wrong: {
          ...(!name.success && { name: 'no-name' }),
          ...(!id.success && { id: 'no-id' }),
          ...(scopes.length === 0 && { may: 'no-scope' }),
          ...(!read.ok && { key: read.because }),
        },
      })
    const program = { programId: id.data, name: name.data, scopes, jwks: read.jwks }
    const registered = await registerProgram(tenant, staff.staffId, program)
    if (registered.ok) return goOn(reply, `${paths.cityProgram(id.data)}?done=registered`)
    if (registered.because !== 'client-exists')
      return answerRefusal(request, reply, registered, identityRefusals)
    const { status } = identityRefusals[registered.because]
    return answerPage(request, reply.code(status), { typed, wrong: { id: registered.because } })
  })
}

export const cityProgramsFilled: FilledPage = {
  page: paths.cityPrograms,
  guard: looking.preHandler,
  show: (request, reply, { filling }) =>
    answerPage(request, reply, { typed: typedIn(filling), wrong: {}, isFilled: true }),
}

function typedIn({ one, all }: Filling): TypedProgram {
  const may = programScopes.filter((scope) => all('may').includes(scope))
  return { id: one('id') ?? '', name: one('name') ?? '', may, keys: one('key') ?? '' }
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { typed: TypedProgram; wrong: Wrong; isFilled?: boolean },
) {
  const reader = staffReaderOf(request, reply)
  const page = { ...reader, programs: await programs(reader.tenant) }
  return sendPage(reply, <ProgramsPage {...page} {...shown} />)
}
