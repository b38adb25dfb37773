import type { FastifyReply } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { historyOf } from '../../../../exchange/index.ts'
import { requireResident } from '../../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { isActive, vendorIdSchema, type VendorId } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { readerOf, sendPage, type Reader } from '../../../reader.ts'
import { awayOf } from '../../leave/away.ts'
import { loadCompany } from '../load-companies.ts'
import { loadActResult, loadLastStop, type ActResult } from '../stop/act-result.ts'
import { loadInstead, type Instead } from '../replace/instead.tsx'
import { CompanyPage } from './view.tsx'

const schema = {
  params: z.object({ vendorId: z.string() }),
  querystring: z.object({ act: z.string().max(40).optional(), instead: z.string().max(40).optional() }),
}

/** Of one company's history, what the page counts and lists from. */
const entriesRead = 100

export function addCompanyPage(pages: App): void {
  pages.get(paths.company(':vendorId'), { preHandler: requireResident, schema }, async (request, reply) => {
    const vendorId = vendorIdSchema.safeParse(request.params.vendorId)
    const reader = await readerOf(request, reply)
    const company = vendorId.success && (await loadCompany(reader.tenant, reader.residentId, vendorId.data))
    if (!company) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    const { act, instead } = request.query
    const useIds = company.uses.map(({ use }) => use.useId)
    const result = await (act === undefined ? loadLastStop(reader, useIds) : loadActResult(reader, act))
    const said = { result, instead: await loadInstead(reader, instead) }
    return sendCompany(reader, reply, company.vendor.vendorId, said)
  })
}

/** The company's page as everything stands now. Throws when there is no such company: ask before. */
export async function sendCompany(
  reader: Reader,
  reply: FastifyReply,
  vendorId: VendorId,
  said: { result?: ActResult | undefined; instead?: Instead | undefined; status?: ComponentChildren },
): Promise<FastifyReply> {
  const { tenant, residentId, view, city } = reader
  const company = await loadCompany(tenant, residentId, vendorId)
  if (!company) throw new Error('the page of a company that is not there')
  const history = await historyOf(tenant, residentId, { before: null, limit: entriesRead, vendorId })
  const active = isActive(company.vendor, tenant.clock.now())
  const away = await awayOf(tenant, residentId)
  return sendPage(reply, <CompanyPage {...{ view, city, company, history, active, away, ...said }} />)
}
