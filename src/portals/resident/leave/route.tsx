import { z } from 'zod'
import { erasurePlanOf } from '../../../erasure/index.ts'
import { requireResident } from '../../../identity/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import { comeBack, leave, leavingRefusals } from '../../../leaving/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { keepDaysByDefault } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage, type Reader } from '../../reader.ts'
import { awayOf } from './away.ts'
import { whatHappened, type LeaveDone } from './done.ts'
import { LeavePage } from './view.tsx'

const bodySchema = z.object({ why: z.enum(['left', 'moved-away']).optional() })
const querystring = z.object({ done: z.enum(['left', 'not-ended', 'back']).optional().catch(undefined) })
/** Leaving stops, so it is never held up by what a limit counts elsewhere. */
const guarded = { preHandler: requireResident, config: { bucket: 'stop' } } as const
const stopping = { preHandler: requireResident, config: { bucket: 'stop', stops: true } } as const

/** やめる・引っ越した: what happens, then one choice and one button; and the way back until the day. */
export function addLeavePage(pages: App): void {
  pages.get(paths.leave, { preHandler: requireResident, schema: { querystring } }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const done = await whatHappened(reader.tenant, reader.residentId, request.query.done)
    return sendPage(reply, await pageFor(reader, { unsure: false, done }))
  })

  pages.post(paths.leave, { ...stopping, schema: { body: bodySchema } }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const { why } = request.body
    if (why === undefined)
      return sendPage(reply.code(422), await pageFor(reader, { unsure: true, done: undefined }))
    const left = await leave(reader.tenant, byOf(reader), why)
    if (!left.ok) return answerRefusal(request, reply, left, leavingRefusals)
    return goOn(reply, `${paths.leave}?done=${left.stillUnderWay.length === 0 ? 'left' : 'not-ended'}`)
  })

  pages.post(paths.comeBack, guarded, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const back = await comeBack(reader.tenant, byOf(reader))
    if (!back.ok) return answerRefusal(request, reply, back, leavingRefusals)
    return goOn(reply, `${paths.leave}?done=back`)
  })
}

function byOf({ residentId, sessionHash }: Reader) {
  return { residentId, sessionHash, channel: 'web' as const }
}

async function pageFor(
  { view, city, tenant, residentId }: Reader,
  shown: { unsure: boolean; done: LeaveDone | undefined },
) {
  const { keptUntil } = await erasurePlanOf(tenant, residentId)
  return (
    <LeavePage
      {...{ view, city, ...shown }}
      away={await awayOf(tenant, residentId)}
      keptUntil={keptUntil && localDayOf(keptUntil)}
      days={tenant.keepDays ?? keepDaysByDefault}
    />
  )
}
