import { z } from 'zod'
import {
  beginAtProvider,
  linkedSince,
  recentProofOf,
  requireResident,
  unlinkOwn,
} from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import type { PortalServices } from '../../portal.ts'
import { answerNoProvider, answerOutcome, callbackOf, sendThere } from '../../public/outside/answer.tsx'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { OutsideLinkPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const querystring = z.object({ done: z.enum(['linked', 'unlinked']).optional().catch(undefined) })
const body = z.object({ want: z.enum(['link', 'unlink']) })

/** Linking oneself at the outside provider, and unlinking. */
export function addOutsideLinkPage(pages: App, { log }: PortalServices): void {
  pages.get(paths.outside, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const provider = request.tenant.outsideProvider
    if (!provider) return answerNoProvider(request, reply)
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const since = await linkedSince(tenant, residentId)
    const { done } = request.query
    return sendPage(
      reply,
      <OutsideLinkPage view={{ ...view, path: paths.outside }} {...{ city, provider, since, done }} />,
    )
  })

  const changing = { ...guarded, preValidation: keepTyped, schema: { body } }
  pages.post(paths.outside, changing, async (request, reply) => {
    const provider = request.tenant.outsideProvider
    if (!provider) return answerNoProvider(request, reply)
    const { tenant, sessionHash } = await readerOf(request, reply)
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    if (request.body.want === 'unlink') {
      await unlinkOwn(tenant, proof, { sessionHash })
      return goOn(reply, `${paths.outside}?done=unlinked`)
    }
    const linkFor = { sessionHash, proof }
    const begun = await beginAtProvider(request, reply, provider, {
      linkFor,
      callback: callbackOf(request),
      log,
    })
    if (!begun.ok) return answerOutcome(request, reply, begun.because)
    return sendThere(request, reply, { provider, address: begun.address })
  })
}
