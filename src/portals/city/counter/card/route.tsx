import { counterRefusals, handOverCard } from '../../../../counter/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { attendanceOf, attending } from '../attended.ts'
import { cardSeconds, hideSoon } from '../hide-soon.ts'
import { CardPage } from './view.tsx'

/** The card, in the answer to the POST and nowhere else: a GET that shows it would have to keep the PIN somewhere. */
export function addCardHandOver(pages: App): void {
  pages.post(paths.counterCard, attending, async (request, reply) => {
    const card = await handOverCard(request.tenant, attendanceOf(request))
    if (!card.ok) return answerRefusal(request, reply, card, counterRefusals)
    return sendPage(hideSoon(reply, cardSeconds), <CardPage {...staffReaderOf(request, reply)} card={card} />)
  })
}
