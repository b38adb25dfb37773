import { z } from 'zod'
import { requireResident, residentOf } from '../../../identity/index.ts'
import { markRead, noticeIdSchema, noticesOf, sayable, type Notice } from '../../../notices/index.ts'
import type { App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { findVendors, vendorIdSchema } from '../../../vendors/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import type { Locale } from '../../ui/index.ts'
import { NoticesPage, type Told } from './view.tsx'

const querystring = z.object({
  done: z.literal('read').optional().catch(undefined),
  /** Only what is older than that one. */
  before: noticeIdSchema.nullable().default(null).catch(null),
})
const readSchema = z.strictObject({ upTo: noticeIdSchema })
const guarded = { preHandler: requireResident }

/** What a resident was told. */
export function addNoticesPage(pages: App): void {
  pages.get(paths.notices, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const { before, done } = request.query
    const { shown, olderThan } = await noticesOf(tenant, residentId, before)
    const notices = await withCompanies(tenant, shown, view.locale)
    const page = { city, notices, olderThan, done: done !== undefined, isNewest: before === null }
    return sendPage(reply, <NoticesPage view={{ ...view, path: paths.notices }} {...page} />)
  })

  pages.post(paths.noticesRead, { ...guarded, schema: { body: readSchema } }, async (request, reply) => {
    await markRead(request.tenant, residentOf(request).residentId, request.body.upTo)
    return goOn(reply, `${paths.notices}?done=read`)
  })
}

async function withCompanies(
  { database }: Tenant,
  notices: readonly Notice[],
  locale: Locale,
): Promise<Told[]> {
  const ids = notices.flatMap(({ vendorId }) => (vendorId === null ? [] : [vendorIdSchema.parse(vendorId)]))
  const vendors = await findVendors(database, [...new Set(ids)])
  return notices.map((notice) => {
    const profile = vendors.find(({ vendorId }) => vendorId === notice.vendorId)?.profile
    return { ...notice, company: sayable(locale === 'en' ? profile?.nameEn : profile?.name) }
  })
}
