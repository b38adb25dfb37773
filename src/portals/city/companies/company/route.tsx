import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  companyActs,
  companyPersons,
  requireStaff,
  staffMembers,
  staffOf,
} from '../../../../identity/index.ts'
import { addDays, readTypedDay, refuse, startOfDay } from '../../../../kernel/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import {
  acceptCompany,
  extendContract,
  quotasOf,
  registeredCompany,
  setQuotas,
  turnDownCompany,
  vendorIdSchema,
  vendorRefusals,
  type VendorId,
} from '../../../../vendors/index.ts'
import { proofFirst } from '../../../passkey/proof-first.tsx'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { fillAgain } from '../../../typed/fill-again.ts'
import type { FilledPage } from '../../../typed/filled-page.ts'
import { cityPlace } from '../../city-door.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import type { Because } from './decision-forms.tsx'
import { readQuotas, typedQuotasSchema } from './typed-quotas.ts'
import { CityCompanyPage, type CityCompanyProps } from './view.tsx'

const params = z.object({ vendorId: z.string().max(36) })
const deeds = ['accepted', 'turned-down', 'extended', 'quotas-set'] as const
/** What is to be corrected in a form of the page. */
const slips = ['bad-contract-day', 'no-reason-given', 'bad-quotas'] as const
const querystring = z.object({ done: z.enum(deeds).optional().catch(undefined) })
const looking = { preHandler: requireStaff('review-uses', 'read-ledgers'), schema: { params, querystring } }
const deciding = { preHandler: [requireStaff('review-uses'), proofFirst(cityPlace)] }

type Asked = FastifyRequest<{ Params: z.infer<typeof params> }>

/** One company as the city looks at it: what it said, who acts for it, what was decided; and where it waits, the decision. */
export function addCityCompanyPage(pages: App): void {
  pages.get(paths.cityCompany(':vendorId'), looking, (request, reply) =>
    answerPage(request, reply, request.params.vendorId, request.query),
  )
  // Whoever opens the address of an answer anew has nothing typed any more.
  for (const path of [
    ...[paths.cityCompanyAccept, paths.cityCompanyTurnDown],
    ...[paths.cityCompanyContract, paths.cityCompanyQuotas],
  ])
    pages.get(path(':vendorId'), looking, async (request, reply) =>
      goOn(reply, paths.cityCompany(encodeURIComponent(request.params.vendorId))),
    )
  addDecisions(pages)
}

export const cityCompanyFilled: FilledPage = {
  page: paths.cityCompany(':vendorId'),
  guard: looking.preHandler,
  show: (request, reply, { id, filling }) => answerPage(request, reply, id, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  shown: Pick<CityCompanyProps, 'because' | 'done' | 'filling'>,
) {
  const reader = staffReaderOf(request, reply)
  const vendorId = vendorIdSchema.safeParse(id)
  const company = vendorId.success ? await registeredCompany(reader.tenant, vendorId.data) : undefined
  if (!company) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const ledger = {
    acts: await companyActs(reader.tenant, company.vendorId),
    persons: await companyPersons(reader.tenant, company.vendorId),
    members: await staffMembers(reader.tenant),
    quotas: await quotasOf(reader.tenant.database, company.vendorId),
  }
  return sendPage(reply, <CityCompanyPage {...reader} {...shown} {...ledger} company={company} />)
}

/** By the reviewer: whether it is accepted, until when, and how much it may read. */
function addDecisions(pages: App): void {
  const running = { ...deciding, schema: { params, body: z.object({ contractUntil: z.string().max(100) }) } }
  for (const [path, act, done] of [
    [paths.cityCompanyAccept, acceptCompany, 'accepted'],
    [paths.cityCompanyContract, extendContract, 'extended'],
  ] as const)
    pages.post(path(':vendorId'), running, (request, reply) => {
      const { contractUntil } = request.body
      if (contractUntil.trim() === '')
        return answerSlip(request, reply, request.params.vendorId, 'no-contract-day')
      return decide(request, reply, done, (between) =>
        act(request.tenant, between, endOfTyped(contractUntil)),
      )
    })

  const limiting = { ...deciding, schema: { params, body: typedQuotasSchema } }
  pages.post(paths.cityCompanyQuotas(':vendorId'), limiting, (request, reply) =>
    decide(request, reply, 'quotas-set', ({ by, vendorId }) => {
      const quotas = readQuotas(request.body)
      return quotas
        ? setQuotas(request.tenant, vendorId, quotas, { staffId: by })
        : Promise.resolve(refuse('bad-quotas'))
    }),
  )

  const refusing = { ...deciding, schema: { params, body: z.object({ reason: z.string().max(2_000) }) } }
  pages.post(paths.cityCompanyTurnDown(':vendorId'), refusing, (request, reply) =>
    decide(request, reply, 'turned-down', (between) =>
      turnDownCompany(request.tenant, between, request.body.reason),
    ),
  )
}

/** Through the whole of its last day. No day is read as one that is over. */
function endOfTyped(typed: string): Date {
  const day = readTypedDay(typed)
  return day ? addDays(startOfDay(day), 1) : new Date(0)
}

async function decide(
  request: Asked,
  reply: FastifyReply,
  done: (typeof deeds)[number],
  act: (between: {
    by: ReturnType<typeof staffOf>['staffId']
    vendorId: VendorId
  }) => ReturnType<typeof turnDownCompany>,
) {
  const vendorId = vendorIdSchema.safeParse(request.params.vendorId)
  if (!vendorId.success) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
  const page = paths.cityCompany(vendorId.data)
  const decided = await act({ by: staffOf(request).staffId, vendorId: vendorId.data })
  if (decided.ok) return goOn(reply, `${page}?done=${done}`)
  const slip = slips.find((each) => each === decided.because)
  if (!slip) return answerRefusal(request, reply, decided, vendorRefusals)
  return answerSlip(request, reply, vendorId.data, slip)
}

/** The page once more, with what was typed, and what is to be corrected at its entry. */
async function answerSlip(request: FastifyRequest, reply: FastifyReply, id: string, because: Because) {
  return answerPage(request, reply.code(422), id, { because, filling: await fillAgain(cityPlace, request) })
}
