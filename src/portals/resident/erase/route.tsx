import { z } from 'zod'
import { erasePlanFor } from './plan.ts'
import { eraseEverything, erasureRefusals, findErasure } from '../../../erasure/index.ts'
import { recentProofOf, requireResident, signOut } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { cityFor, goOn, readerOf, sendPage, strangersView } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { ErasedPage } from './erased.tsx'
import { ErasePage } from './view.tsx'

const bodySchema = z.strictObject({ sure: z.literal('yes').optional() })
const guarded = { preHandler: requireResident, preValidation: keepTyped, config: { bucket: 'stop' } } as const

/** ぜんぶ消す: what would go and what the law keeps, then one tick, one button and, after a while, who they are. The person is signed out by it. */
export function addErasePage(pages: App, { keyBackupDays }: PortalServices): void {
  pages.get(paths.erase, { preHandler: requireResident }, async (request, reply) => {
    const { view, city, ...reader } = await readerOf(request, reply)
    return sendPage(
      reply,
      <ErasePage {...{ view, city }} plan={await erasePlanFor(reader, keyBackupDays)} unsure={false} />,
    )
  })

  pages.post(paths.erase, { ...guarded, schema: { body: bodySchema } }, async (request, reply) => {
    const { view, city, ...reader } = await readerOf(request, reply)
    const plan = await erasePlanFor(reader, keyBackupDays)
    if (request.body.sure === undefined)
      return sendPage(reply.code(422), <ErasePage {...{ view, city, plan }} unsure />)
    if (!recentProofOf(request, 'erase')) return askForProof(request, reply, 'erase')
    const { tenant, residentId, sessionHash } = reader
    const erased = await eraseEverything(tenant, { residentId, sessionHash, channel: 'web' })
    if (!erased.ok) return answerRefusal(request, reply, erased, erasureRefusals)
    await signOut(request, reply)
    const ended = erased.stillUnderWay.length === 0 ? 'erased' : 'not-ended'
    const done = erased.kept ? ended : 'waits'
    return goOn(reply, `${paths.erased(erased.erasure.number)}?done=${done}`)
  })

  const params = z.object({ number: z.string().max(40) })
  const querystring = z.object({ done: z.enum(['erased', 'not-ended', 'waits']).optional().catch(undefined) })
  pages.get(paths.erased(':number'), { schema: { params, querystring } }, async (request, reply) => {
    const erasure = await findErasure(request.tenant, request.params.number)
    if (!erasure) return answerRefusal(request, reply, { because: 'not-found' }, erasureRefusals)
    const view = strangersView(request)
    const { done } = request.query
    const city = cityFor(request.tenant, view)
    return sendPage(reply, <ErasedPage {...{ view, city, erasure, done, keyBackupDays }} />)
  })
}
