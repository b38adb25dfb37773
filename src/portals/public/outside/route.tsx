import type { FastifyReply, FastifyRequest } from 'fastify'
import { beginAtProvider, findSignedIn } from '../../../identity/index.ts'
import { joiningRefusals, returnFromProvider, type ReturnNo } from '../../../joining/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { afterSignIn } from '../../after-sign-in.ts'
import { keepLanguageInside } from '../../language.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { cityFor, goOn, sendPage, viewOf } from '../../reader.ts'
import { answerNoProvider, answerOutcome, callbackOf, sendThere } from './answer.tsx'
import { answerNotProven, answerProvenOutside } from '../../resident/proof/by-outside.ts'
import { OutsidePage } from './view.tsx'

const config = { bucket: 'sign-in' } as const

/** Signing in by an outside OpenID provider: there, and back again. */
export function addOutsidePages(pages: App, { log }: PortalServices): void {
  pages.get(paths.signInOutside, async (request, reply) => {
    const { tenant } = request
    if (!tenant.outsideProvider) return answerNoProvider(request, reply)
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const city = cityFor(tenant, view)
    return sendPage(reply, <OutsidePage {...{ view, city, provider: tenant.outsideProvider }} />)
  })

  pages.post(paths.signInOutside, { config }, async (request, reply) => {
    const provider = request.tenant.outsideProvider
    if (!provider) return answerNoProvider(request, reply)
    const begun = await beginAtProvider(request, reply, provider, {
      callback: callbackOf(request),
      log,
    })
    if (!begun.ok) return answerOutcome(request, reply, begun.because)
    return sendThere(request, reply, { provider, address: begun.address })
  })

  pages.get(paths.outsideCallback, { config }, async (request, reply) => {
    const provider = request.tenant.outsideProvider
    if (!provider) return answerNoProvider(request, reply)
    const finished = await returnFromProvider(request, reply, provider, {
      callback: callbackOf(request),
      log,
    })
    if (!finished.ok && 'typed' in finished && finished.typed)
      return answerNotProven(request, reply, finished.typed, finished.because)
    if (!finished.ok) return answerNo(request, reply, finished.because)
    if (finished.done === 'proven') return answerProvenOutside(request, reply, finished.typed)
    if (finished.done === 'joined') {
      await keepLanguageInside(request, finished.residentId)
      return goOn(reply, paths.joined)
    }
    if (finished.done === 'linked') return goOn(reply, `${paths.outside}?done=linked`)
    return goOn(reply, await afterSignIn(request, finished.residentId))
  })
}

/** Of who came back to join, the joining room says why not; of everybody else it is a page of its own. */
function answerNo(request: FastifyRequest, reply: FastifyReply, because: ReturnNo) {
  switch (because) {
    case 'not-begun':
    case 'code-refused':
    case 'too-young':
      return answerRefusal(request, reply, { because }, joiningRefusals)
    case 'terms-changed':
      return goOn(reply, paths.joinTerms)
    case 'bad-code':
      throw new Error('who comes back from a provider has no code')
    default:
      return answerOutcome(request, reply, because)
  }
}
