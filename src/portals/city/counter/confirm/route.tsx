import { z } from 'zod'
import {
  cardRequestIdSchema,
  confirmCard,
  counterRefusals,
  lookAtCardRequest,
  notConfirmedBecause,
  refuseCard,
} from '../../../../counter/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { asSecond, clerkOf, guarded } from '../attended.ts'
import { counterAfter } from '../desk/done.ts'
import { hideSoon } from '../hide-soon.ts'
import { ConfirmPage } from './view.tsx'

const params = z.object({ requestId: cardRequestIdSchema })
const querystring = z.object({ because: z.literal('none').optional().catch(undefined) })
const refuseBody = z.strictObject({ because: z.enum(notConfirmedBecause).optional() })

/** The second person: whose card it is, what they showed, and two answers. The number in the address is the request's. */
export function addConfirmPage(pages: App): void {
  const options = { ...guarded, schema: { params, querystring } }
  pages.get(paths.counterConfirm(':requestId'), options, async (request, reply) => {
    const shown = await lookAtCardRequest(request.tenant, clerkOf(request), request.params.requestId)
    if (!shown.ok) return answerRefusal(request, reply, shown, counterRefusals)
    const page = { shown, unsure: request.query.because === 'none' }
    return sendPage(hideSoon(reply), <ConfirmPage {...staffReaderOf(request, reply)} {...page} />)
  })

  pages.post(
    paths.counterConfirm(':requestId'),
    { ...asSecond, schema: { params } },
    async (request, reply) => {
      const confirmed = await confirmCard(request.tenant, clerkOf(request), request.params.requestId)
      if (!confirmed.ok) return answerRefusal(request, reply, confirmed, counterRefusals)
      return goOn(reply, counterAfter('card'))
    },
  )

  const refusing = { ...guarded, schema: { params, body: refuseBody } }
  pages.post(paths.counterConfirmNot(':requestId'), refusing, async (request, reply) => {
    const { requestId } = request.params
    const { because } = request.body
    if (!because) return goOn(reply, `${paths.counterConfirm(requestId)}?because=none`)
    const refused = await refuseCard(request.tenant, clerkOf(request), { requestId, because })
    if (!refused.ok) return answerRefusal(request, reply, refused, counterRefusals)
    return goOn(reply, counterAfter('refused'))
  })
}
