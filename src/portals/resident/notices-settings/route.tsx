import { z } from 'zod'
import { requireResident } from '../../../identity/index.ts'
import { changeWish, letterHeldOf, ways, wishOf } from '../../../notices/index.ts'
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
    const wish = await wishOf(tenant, residentId)
    const letterHeld = await letterHeldOf(tenant, residentId)
    const page = {
      city,
      wish,
      letterHeld,
      ...(await reachOf(reader)),
      saved: request.query.done !== undefined,
    }
    return sendPage(reply, <NoticeSettingsPage view={{ ...view, path: paths.noticeSettings }} {...page} />)
  })

  const schema = { body: wishSchema }
  pages.post(paths.noticeSettings, { ...guarded, schema }, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    await changeWish(tenant, residentId, request.body.way)
    return goOn(reply, `${paths.noticeSettings}?done=saved`)
  })
}

async function reachOf({
  tenant,
  residentId,
}: Reader): Promise<{ mails: Mails; letters: boolean; texts: boolean | undefined }> {
  const { email, address, textNumber } = (await findResident(tenant, residentId))?.identity.reveal() ?? {}
  const mails = email === undefined ? 'no-address' : 'possible'
  return {
    mails: tenant.mailer ? mails : 'none',
    letters: address !== undefined,
    texts: tenant.texter ? textNumber !== undefined : undefined,
  }
}
