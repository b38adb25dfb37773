import { z } from 'zod'
import { findSignedIn } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { isJoinable } from '../join/step.tsx'
import { FrontPage } from './view.tsx'

const querystring = z.object({ done: z.literal('signed-out').optional().catch(undefined) })

export function addFrontPage(pages: App): void {
  pages.get(paths.front, { schema: { querystring } }, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const page = { view, city: cityFor(request.tenant, view), joinable: isJoinable(request.tenant) }
    return sendPage(reply, <FrontPage {...page} signedOut={request.query.done !== undefined} />)
  })
}
