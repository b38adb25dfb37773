import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn, identityRefusals } from '../../../identity/index.ts'
import { answerRefusal, httpRefusals } from '../../../platform/http/index.ts'
import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { OutcomePage, type Outcome } from './outcome.tsx'
import { GoingPage } from './view.tsx'

/** Where the city has none there is nothing. */
export function answerNoProvider(request: FastifyRequest, reply: FastifyReply) {
  return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}

/** Where the provider sends the browser back to, as the city has registered it there. */
export function callbackOf({ publicOrigin }: FastifyRequest): URL {
  return new URL(paths.outsideCallback, publicOrigin)
}

/**
 * A page, not a redirect: a form's answer may lead to our own pages only (`form-action`), and that holds for wherever the
 * provider sends the browser on to.
 */
export async function sendThere(
  request: FastifyRequest,
  reply: FastifyReply,
  { provider, address }: { provider: OutsideProvider; address: URL },
) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  void reply.header('refresh', `0;url=${address.href}`)
  const city = cityFor(request.tenant, view)
  return sendPage(reply, <GoingPage {...{ view: languageLeadsTo(view), city, provider, address }} />)
}

export async function answerOutcome(
  request: FastifyRequest,
  reply: FastifyReply,
  because: Outcome | 'not-signed-in',
) {
  if (because === 'not-signed-in') return answerRefusal(request, reply, { because }, identityRefusals)
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  void reply.code(identityRefusals[because].status)
  const city = cityFor(request.tenant, view)
  return sendPage(reply, <OutcomePage {...{ view: languageLeadsTo(view), city, because }} />)
}

/** What came back is good once: asking for it again in another language leads to where it began. */
function languageLeadsTo<Seen extends { path: string; signedIn: unknown }>(view: Seen): Seen {
  return { ...view, path: view.signedIn ? paths.outside : paths.signInOutside }
}
