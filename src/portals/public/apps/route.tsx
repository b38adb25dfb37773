import { askForApp, authorizationPath, identityRefusals } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { goOn } from '../../reader.ts'

/** Where an app sends a resident. Nothing is shown here: they are asked once it is known who they are, or the app hears its mistake. */
export function addAppAsksPage(pages: App): void {
  // No page: what it is answered with is another one, or the app's.
  pages.get(authorizationPath, { config: { file: true, bucket: 'sign-in' } }, async (request, reply) => {
    const led = await askForApp(request, reply)
    if (!led.ok) return answerRefusal(request, reply, led, identityRefusals)
    return 'backTo' in led ? reply.redirect(led.backTo.href, 303) : goOn(reply, paths.letAppIn)
  })
}
