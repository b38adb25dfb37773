import { z } from 'zod'
import {
  confirmRequest,
  counterRefusals,
  lookAtRequest,
  notConfirmedBecause,
  refuseRequest,
  requestIdSchema,
} from '../../../../counter/index.ts'
import { consentRefusals } from '../../../../consent/index.ts'
import { programNames } from '../../../../identity/index.ts'
import { leavingRefusals } from '../../../../leaving/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { daysMerged, keepDaysByDefault } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { questionOnPaper } from '../agree/question.ts'
import { asSecond, clerkOf, guarded } from '../attended.ts'
import { counterAfter } from '../desk/done.ts'
import { hideSoon } from '../hide-soon.ts'
import { DecidePage } from './view.tsx'

const params = z.object({ requestId: requestIdSchema })
const querystring = z.object({ because: z.literal('none').optional().catch(undefined) })
const refuseBody = z.strictObject({ because: z.enum(notConfirmedBecause).optional() })
const refusals = { ...consentRefusals, ...counterRefusals, ...leavingRefusals }

/** The second person. What is confirmed is what stands under this number, of whom it was asked for, and nothing else. */
export function addDecidePage(pages: App): void {
  const options = { ...asSecond, schema: { params } }
  const looking = { ...guarded, schema: { params, querystring } }
  pages.get(paths.counterDecide(':requestId'), looking, async (request, reply) => {
    const shown = await lookAtRequest(request.tenant, clerkOf(request), request.params.requestId)
    if (!shown.ok) return answerRefusal(request, reply, shown, refusals)
    const { request: asked, resident } = shown
    const page = {
      days: daysMerged(request.tenant.keepDays ?? keepDaysByDefault),
      ...{ request: asked, resident, others: shown.others, unsure: request.query.because === 'none' },
      ...{ broughtBy: await nameOfProgram(request.tenant, asked) },
      ...{ question: await questionOnPaper(request.tenant, asked.detail), now: request.tenant.clock.now() },
    }
    return sendPage(hideSoon(reply), <DecidePage {...staffReaderOf(request, reply)} {...page} />)
  })

  pages.post(paths.counterDecide(':requestId'), options, async (request, reply) => {
    const confirmed = await confirmRequest(request.tenant, clerkOf(request), request.params.requestId)
    if (!confirmed.ok) return answerRefusal(request, reply, confirmed, refusals)
    return goOn(reply, counterAfter(confirmed.done))
  })

  const refusing = { ...guarded, schema: { params, body: refuseBody } }
  pages.post(paths.counterDecideNot(':requestId'), refusing, async (request, reply) => {
    const { requestId } = request.params
    const { because } = request.body
    if (!because) return goOn(reply, `${paths.counterDecide(requestId)}?because=none`)
    const refused = await refuseRequest(request.tenant, clerkOf(request), { requestId, because })
    if (!refused.ok) return answerRefusal(request, reply, refused, refusals)
    return goOn(reply, counterAfter('refused'))
  })
}

async function nameOfProgram(tenant: Tenant, { programId }: { programId: string | null }) {
  if (programId === null) return undefined
  return (await programNames(tenant, [programId])).get(programId) ?? programId
}
