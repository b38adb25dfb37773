import { requireResident } from '../../../identity/index.ts'
import { joiningRefusals, leaveCohort } from '../../../joining/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf } from '../../reader.ts'

/** Leaving the group one joined with. What was deposited and agreed to stays, so nothing has to be proven first. */
export function addCohortRoute(pages: App): void {
  pages.post(paths.leaveCohort, { preHandler: requireResident }, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    const left = await leaveCohort(tenant, residentId)
    if (!left.ok) return answerRefusal(request, reply, left, joiningRefusals)
    return goOn(reply, `${paths.settings}?done=left`)
  })
}
