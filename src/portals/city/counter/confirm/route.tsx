import { z } from 'zod'
import {
  cardRequestIdSchema,
  confirmCard,
  counterRefusals,
  lookAtCardRequest,
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

/** The second person: whose card it is, what they showed, and one button. The number in the address is the request's. */
export function addConfirmPage(pages: App): void {
  const options = { ...guarded, schema: { params } }
  pages.get(paths.counterConfirm(':requestId'), options, async (request, reply) => {
    const shown = await lookAtCardRequest(request.tenant, clerkOf(request), request.params.requestId)
    if (!shown.ok) return answerRefusal(request, reply, shown, counterRefusals)
    return sendPage(hideSoon(reply), <ConfirmPage {...staffReaderOf(request, reply)} shown={shown} />)
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
}
