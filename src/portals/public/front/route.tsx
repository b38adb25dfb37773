import { findSignedIn } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { isJoinable } from '../join/step.tsx'
import { FrontPage } from './view.tsx'

export function addFrontPage(pages: App): void {
  pages.get(paths.front, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    return sendPage(
      reply,
      <FrontPage {...{ view, city: cityFor(request.tenant, view) }} joinable={isJoinable(request.tenant)} />,
    )
  })
}
