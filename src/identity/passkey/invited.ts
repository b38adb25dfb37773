import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { beginInBrowser } from '../browser-session.ts'
import type { PasskeyDoor } from './door.ts'
import type { Site } from './passkey.ts'
import { siteOf } from './site-of.ts'

type NotInvited = 'bad-invitation' | 'bad-company-invitation'

/** A door that somebody comes in by for the first time with an invitation, and a passkey that is made for it. */
export interface InvitingDoor extends PasskeyDoor {
  /** Undefined for an invitation that is not good. */
  askInvited(
    tenant: Tenant,
    site: Site,
    token: string,
  ): Promise<PublicKeyCredentialCreationOptionsJSON | undefined>
  /** Uses the invitation up, and gives the token of the session. */
  accept(
    tenant: Tenant,
    site: Site,
    given: { token: string; answer: string },
  ): Promise<{ ok: true; session: string } | Refusal<NotInvited | 'bad-passkey'>>
  notInvited: NotInvited
}

/** What the browser asks the authenticator of who was invited; undefined for an invitation that is not good. */
export function askForInvited(request: FastifyRequest, door: InvitingDoor, token: string) {
  return door.askInvited(request.tenant, siteOf(request), token)
}

export async function join(
  request: FastifyRequest,
  reply: FastifyReply,
  door: InvitingDoor,
  given: { token: string; answer: string },
): Promise<{ ok: true } | Refusal<NotInvited | 'bad-passkey'>> {
  const accepted = await door.accept(request.tenant, siteOf(request), given)
  if (!accepted.ok) return accepted
  await beginInBrowser(request, reply, door, accepted.session)
  return { ok: true }
}
