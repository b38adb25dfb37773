import { z } from 'zod'
import { requireResident } from '../../../identity/index.ts'
import { changeWish, ways, wishOf } from '../../../notices/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { findResident } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage, type Reader } from '../../reader.ts'
import { NoticeSettingsPage, type Mails } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.literal('saved').optional().catch(undefined) })
const wishSchema = z.strictObject({ way: z.enum(ways) })

/** How a resident wants to be told. */
export function addNoticeSettingsPage(pages: App): void {
  pages.get(paths.noticeSettings, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const { tenant, residentId, view, city } = reader
    const [wish, mails] = [await wishOf(tenant, residentId), await mailsTo(reader)]
    const page = { city, wish, mails, saved: request.query.done !== undefined }
    return sendPage(reply, <NoticeSettingsPage view={{ ...view, path: paths.noticeSettings }} {...page} />)
  })

  const schema = { body: wishSchema }
  pages.post(paths.noticeSettings, { ...guarded, schema }, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    await changeWish(tenant, residentId, request.body.way)
    return goOn(reply, `${paths.noticeSettings}?done=saved`)
  })
}

async function mailsTo({ tenant, residentId }: Reader): Promise<Mails> {
  if (!tenant.mailer) return 'none'
  const resident = await findResident(tenant, residentId)
  return resident?.identity.reveal().email === undefined ? 'no-address' : 'possible'
}
