import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  counterRefusals,
  documentSchema,
  joinResident,
  searchIdSchema,
  type SearchId,
} from '../../../../counter/index.ts'
import { briefingIdSchema, briefingsToday, joiningRefusals } from '../../../../joining/index.ts'
import { localDayOf, newId } from '../../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import {
  currentTerms,
  readPaperNumber,
  residentRefusals,
  termsRefusals,
  termsVersionNumberSchema,
} from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { clerkOf, guarded } from '../attended.ts'
import { answerCard } from '../card/route.tsx'
import { nothingTyped, readNewcomer, typedSchema } from './newcomer.ts'
import { JoinPage, type TypedAtJoining, type WrongAtJoining } from './view.tsx'

const body = z.strictObject({
  ...typedSchema.shape,
  document: documentSchema.optional(),
  /** Said only where the page has told that somebody is alike. */
  alike: z.literal('somebody-else').optional(),
  attempt: searchIdSchema,
  /** Of the text that was on the desk; none where the city has no terms. */
  termsVersion: z.coerce.number().pipe(termsVersionNumberSchema).optional(),
  paperNumber: z.string().max(100).default(''),
  /** Empty for who joins at none. */
  briefing: z.union([z.literal(''), briefingIdSchema]).default(''),
})

/** Somebody joins: who they are, the document they show, and their first card in the answer. */
export function addJoinPage(pages: App): void {
  pages.get(paths.counterJoin, guarded, (request, reply) =>
    answerPage(request, reply, { ...nothingTyped, paperNumber: '', briefing: '' }, {}),
  )

  pages.post(paths.counterJoin, { ...guarded, schema: { body } }, async (request, reply) => {
    const { document, attempt, termsVersion, alike, ...typed } = request.body
    const { tenant } = request
    const newcomer = readNewcomer(typed, localDayOf(tenant.clock.now()))
    const signed = readSigned(typed.paperNumber, termsVersion)
    if (!newcomer.ok || !document || !signed.ok) {
      const wrong = newcomer.ok ? {} : newcomer.wrong
      return answerPage(
        request,
        reply.code(422),
        { ...typed, document },
        {
          ...wrong,
          noDocument: !document,
          badPaperNumber: !signed.ok,
        },
      )
    }
    const card = await joinResident(tenant, clerkOf(request), {
      attempt,
      identity: newcomer.identity,
      document,
      signed: signed.paper,
      alike,
      briefingId: typed.briefing === '' ? undefined : typed.briefing,
    })
    if (!card.ok && card.because === 'too-young')
      return answerPage(request, reply.code(422), { ...typed, document }, { birthDate: card.because })
    return card.ok ? answerCard(request, reply, card) : answerNo(request, reply, card, { ...typed, document })
  })
}

/**
 * What somebody else has changed meanwhile is told on the page, with what was typed. A paper was signed for the text that was
 * there, and its number goes to no other.
 */
function answerNo(
  request: FastifyRequest,
  reply: FastifyReply,
  no: Exclude<Awaited<ReturnType<typeof joinResident>>, { ok: true }>,
  typed: TypedAtJoining,
) {
  const refusals = { ...residentRefusals, ...termsRefusals, ...joiningRefusals, ...counterRefusals }
  if (no.because === 'joined-already') return answerRefusal(request, reply, no, refusals)
  const { status, ...refused } = refusals[no.because]
  const paperNumber = no.because === 'terms-changed' ? '' : typed.paperNumber
  const isAlike = no.because === 'alike-found'
  return answerPage(request, reply.code(status), { ...typed, paperNumber }, { refused, isAlike })
}

/** A paper only where a number was typed: silence is no signature. */
function readSigned(typed: string, versionShown: number | undefined) {
  if (typed.trim() === '' || versionShown === undefined) return { ok: true, paper: undefined } as const
  const read = readPaperNumber(typed)
  return read.ok ? ({ ok: true, paper: { versionShown, paperNumber: read.paperNumber } } as const) : read
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: TypedAtJoining,
  wrong: WrongAtJoining,
): Promise<FastifyReply> {
  const terms = await currentTerms(request.tenant)
  return sendPage(
    reply,
    <JoinPage
      {...staffReaderOf(request, reply)}
      {...{ typed, wrong }}
      termsVersion={terms?.version}
      briefings={await briefingsToday(request.tenant)}
      attempt={newId<SearchId>()}
    />,
  )
}
