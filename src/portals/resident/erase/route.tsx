import { z } from 'zod'
import { erasePlanFor } from './plan.ts'
import { eraseEverything, erasureRefusals } from '../../../erasure/index.ts'
import { requireResident, signOut } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { ErasedPage } from './erased.tsx'
import { ErasePage } from './view.tsx'

const bodySchema = z.strictObject({ sure: z.literal('yes').optional() })
const guarded = { preHandler: requireResident, config: { bucket: 'stop' } } as const

/** ぜんぶ消す: what would go and what the law keeps, then one tick and one button. The person is signed out by it. */
export function addErasePage(pages: App): void {
  pages.get(paths.erase, { preHandler: requireResident }, async (request, reply) => {
    const { view, city, ...reader } = await readerOf(request, reply)
    return sendPage(reply, <ErasePage {...{ view, city }} plan={await erasePlanFor(reader)} unsure={false} />)
  })

  pages.post(paths.erase, { ...guarded, schema: { body: bodySchema } }, async (request, reply) => {
    const { view, city, ...reader } = await readerOf(request, reply)
    const plan = await erasePlanFor(reader)
    if (request.body.sure === undefined)
      return sendPage(reply.code(422), <ErasePage {...{ view, city, plan }} unsure />)
    const { tenant, residentId, sessionHash } = reader
    const erased = await eraseEverything(tenant, { residentId, sessionHash, channel: 'web' })
    if (!erased.ok) return answerRefusal(request, reply, erased, erasureRefusals)
    await signOut(request, reply)
    const { erasure, stillUnderWay } = erased
    const stranger = { ...view, signedIn: null }
    return sendPage(
      reply,
      <ErasedPage view={stranger} {...{ city, erasure }} underWay={stillUnderWay.length} />,
    )
  })
}
