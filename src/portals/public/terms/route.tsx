import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findSignedIn } from '../../../identity/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import {
  compareTerms,
  findTerms,
  termsInForce,
  termsOf,
  termsRefusals,
  termsVersionNumberSchema,
  termsVersions,
} from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { ChangesPage, TermsPage } from './view.tsx'

const params = z.object({ version: z.string().max(10) })
const numberIn = z.coerce.number().pipe(termsVersionNumberSchema)

/** The terms of deposit for anybody to read: the text in force, every other one, and what changed. */
export function addTermsPages(pages: App): void {
  pages.get(paths.terms, (request, reply) => answerTermsPage(request, reply, undefined))

  pages.get(paths.termsVersion(':version'), { schema: { params } }, (request, reply) => {
    const version = numberIn.safeParse(request.params.version)
    return version.success ? answerTermsPage(request, reply, version.data) : notFound(request, reply)
  })

  const options = { schema: { params, querystring: z.object({ from: z.string().max(10).optional() }) } }
  pages.get(paths.termsChanges(':version'), options, async (request, reply) => {
    const version = numberIn.safeParse(request.params.version)
    const before = numberIn.safeParse(request.query.from ?? Number(request.params.version) - 1)
    if (!version.success || !before.success) return notFound(request, reply)
    const { database } = request.tenant
    const [older, newer] = await Promise.all([
      findTerms(database, before.data),
      findTerms(database, version.data),
    ])
    if (!older || !newer) return notFound(request, reply)
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const lines = compareTerms(older.sections, newer.sections, view.locale)
    const city = cityFor(request.tenant, view)
    const numbers = { version: newer.version, before: older.version }
    return sendPage(reply, <ChangesPage {...{ view, city, lines, ...numbers }} />)
  })
}

/** `asked`: undefined for the text in force, or, before any is, the next one. */
async function answerTermsPage(request: FastifyRequest, reply: FastifyReply, asked: number | undefined) {
  const { tenant } = request
  const signedIn = (await findSignedIn(request)) ?? null
  const [view, versions] = await Promise.all([
    viewOf(request, reply, signedIn),
    termsVersions(tenant.database),
  ])
  const inForce = termsInForce(versions, localDayOf(tenant.clock.now()))?.version
  const wanted = asked ?? inForce ?? versions.at(-1)?.version
  const shown = wanted === undefined ? undefined : await findTerms(tenant.database, wanted)
  if (asked !== undefined && !shown) return notFound(request, reply)
  const own = signedIn && (await termsOf(tenant, signedIn.residentId))
  const city = cityFor(tenant, view)
  return sendPage(reply, <TermsPage {...{ view, city, shown, inForce, versions, own }} />)
}

function notFound(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'not-found' }, termsRefusals)
}
