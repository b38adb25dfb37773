import { z } from 'zod'
import { attend, attendanceIdSchema, counterRefusals, foundBy } from '../../../../counter/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { goOn, sendPage } from '../../../reader.ts'
import { staffReaderOf } from '../../staff-reader.ts'
import { clerkOf, guarded } from '../attended.ts'
import { hideSoon } from '../hide-soon.ts'
import { FoundPage } from './view.tsx'

const body = z.strictObject({ chosen: attendanceIdSchema })

/** Whom the search has found: one more look before somebody's page is opened. */
export function addFoundPage(pages: App): void {
  pages.get(paths.counterFound, guarded, async (request, reply) => {
    const found = await foundBy(request.tenant, clerkOf(request))
    const shown = found.length > 0 ? hideSoon(reply) : reply
    return sendPage(shown, <FoundPage {...staffReaderOf(request, reply)} found={found} />)
  })

  pages.post(paths.counterFound, { ...guarded, schema: { body } }, async (request, reply) => {
    const attended = await attend(request.tenant, clerkOf(request), request.body.chosen)
    if (!attended.ok) return answerRefusal(request, reply, attended, counterRefusals)
    return goOn(reply, paths.counterResident)
  })
}
