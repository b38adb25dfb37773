import { z } from 'zod'
import {
  appLinkHashSchema,
  endOwnApp,
  ownApps,
  requireResident,
  residentOf,
} from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { AppsPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.literal('ended').optional().catch(undefined) })
const body = z.strictObject({ app: appLinkHashSchema })

/** Which apps a resident has let in, what these may, and how to end them: nothing is asked before that. */
export function addAppsPage(pages: App): void {
  pages.get(paths.apps, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const apps = await ownApps(tenant, residentId)
    const { done } = request.query
    return sendPage(reply, <AppsPage view={{ ...view, path: paths.apps }} {...{ city, apps, done }} />)
  })

  const ending = { ...guarded, config: { bucket: 'stop' }, schema: { body } } as const
  pages.post(paths.endApp, ending, async (request, reply) => {
    const ended = await endOwnApp(request.tenant, residentOf(request).residentId, request.body.app)
    if (!ended) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return goOn(reply, `${paths.apps}?done=ended`)
  })
}
