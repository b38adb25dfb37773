import { findSignedIn } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { trialReason, trialUses } from '../../../../sandbox/index.ts'
import { paths } from '../../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../../reader.ts'
import { readExamples } from '../examples/examples.ts'
import { tryWithBash } from './commands.ts'
import { DeveloperStartPage } from './view.tsx'

export function addDeveloperStartPage(pages: App): void {
  const examples = [...readExamples().values()]
  const use = trialUses[0]?.useId ?? ''
  pages.get(paths.developer, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const trial = tryWithBash(request.publicOrigin, use, trialReason)
    return sendPage(
      reply,
      <DeveloperStartPage {...{ view, city: cityFor(request.tenant, view), examples, trial }} />,
    )
  })
}
