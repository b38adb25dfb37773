import { z } from 'zod'
import { requireStaff } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { companiesThat, vendorIdSchema } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { sendPage } from '../../reader.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { CityCompaniesPage } from './view.tsx'

const querystring = z.object({
  show: z.enum(['decided']).optional().catch(undefined),
  after: vendorIdSchema.optional().catch(undefined),
})
const guarded = { preHandler: requireStaff('review-uses', 'read-ledgers') }

/** The companies that have registered: those that wait, and those that were decided on. */
export function addCityCompaniesPage(pages: App): void {
  pages.get(paths.cityCompanies, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const reader = staffReaderOf(request, reply)
    const { show, after } = request.query
    const page = await companiesThat(reader.tenant, show === 'decided' ? 'were-decided-on' : 'wait', after)
    return sendPage(reply, <CityCompaniesPage {...reader} {...page} show={show} />)
  })
}
