import { z } from 'zod'
import {
  cardOf,
  endOwnCard,
  hasPasskey,
  lastCardEnd,
  linkedSince,
  mailAddressOf,
  recentProofOf,
  requireResident,
} from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { isLately } from '../../lately.ts'
import { paths } from '../../paths.ts'
import { goOn, readerOf, sendPage } from '../../reader.ts'
import { askForProof } from '../proof/route.tsx'
import { keepTyped } from '../proof/typed.ts'
import { OwnCardPage } from './view.tsx'

const guarded = { preHandler: requireResident }
const doneSchema = z.enum(['ended', 'none'])
const querystring = z.object({ done: doneSchema.optional().catch(undefined) })

/** カードをなくした: ended by its holder, who is in by another way. */
export function addOwnCardPage(pages: App): void {
  pages.get(paths.ownCard, { ...guarded, schema: { querystring } }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const [card, comesOtherwise] = await Promise.all([
      cardOf(tenant, residentId),
      hasAnotherWay(tenant, residentId),
    ])
    const done = card ? undefined : await whatHappened(tenant, residentId, request.query.done)
    return sendPage(
      reply,
      <OwnCardPage view={{ ...view, path: paths.ownCard }} {...{ city, card, comesOtherwise, done }} />,
    )
  })

  const ending = { ...guarded, preValidation: keepTyped, schema: { body: z.strictObject({}) } }
  pages.post(paths.ownCard, ending, async (request, reply) => {
    const { tenant, sessionHash } = await readerOf(request, reply)
    const proof = recentProofOf(request, 'change-ways-in')
    if (!proof) return askForProof(request, reply, 'change-ways-in')
    const ended = await endOwnCard(tenant, proof, { sessionHash })
    return goOn(reply, `${paths.ownCard}?done=${ended.ok ? 'ended' : 'none'}`)
  })
}

/** Of whoever has no card: what the address asks to tell, where one has ended; just now, if that is what it says. */
async function whatHappened(
  { database, clock }: Tenant,
  residentId: ResidentId,
  asked: z.infer<typeof doneSchema> | undefined,
) {
  if (asked === undefined) return undefined
  const endedAt = await lastCardEnd(database, residentId)
  return isLately(endedAt, clock.now()) ? asked : undefined
}

/** Is there anything they come in by once the card has ended? */
async function hasAnotherWay(tenant: Tenant, residentId: ResidentId): Promise<boolean> {
  const ways = await Promise.all([
    hasPasskey(tenant, residentId),
    tenant.outsideProvider && linkedSince(tenant, residentId),
    tenant.mailer && mailAddressOf(tenant, residentId),
  ])
  return ways.some(Boolean)
}
