import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { beginInBrowser, endInBrowser, type SessionKind } from '../browser-session.ts'
import type { Starting } from '../session.ts'
import { startingIn } from '../starting.ts'
import type { Occasion } from './challenge.ts'
import { askForPasskey, checkPasskey } from './check.ts'
import type { PasskeyOwner } from './passkey.ts'
import { siteOf } from './site-of.ts'

/** A door that passkeys open: whose they are, and which session begins behind it. */
export interface PasskeyDoor extends SessionKind {
  ownerKind: PasskeyOwner['kind']
  /** Who is signed in, of a request whose route requires it. */
  whoIs(request: FastifyRequest): string
  /** The token of a new session, in the transaction that counts the passkey as used; undefined for who is let in no more. */
  start(starting: Starting, ownerId: string): Promise<string | undefined>
  /** With what a session begins of who is signed in and proves again, where it keeps anything of the one before. */
  startingAgain?(request: FastifyRequest, client: Queryable): Starting
}

const signingIn = ({ ownerKind }: PasskeyDoor): Occasion => ({
  purpose: 'sign-in',
  owner: { kind: ownerKind, id: null },
})
const provingAgain = (request: FastifyRequest, { ownerKind, whoIs }: PasskeyDoor): Occasion => ({
  purpose: 'prove-again',
  owner: { kind: ownerKind, id: whoIs(request) },
})

/** What the browser asks the authenticator of who wants to come in. */
export function askAtTheDoor(request: FastifyRequest, door: PasskeyDoor) {
  return askForPasskey(request.tenant.database, siteOf(request), signingIn(door), systemClock.now())
}

/** Of who is signed in, before something that wants a passkey shown just now. */
export function askAgain(request: FastifyRequest, door: PasskeyDoor) {
  const occasion = provingAgain(request, door)
  return askForPasskey(request.tenant.database, siteOf(request), occasion, systemClock.now())
}

export type CameIn = { ok: true; ownerId: string } | Refusal<'bad-passkey'>

export function comeIn(
  request: FastifyRequest,
  reply: FastifyReply,
  door: PasskeyDoor,
  answer: string,
): Promise<CameIn> {
  return comeInWith(request, reply, { ...door, startingIn }, { occasion: signingIn(door), answer })
}

/** Shows the passkey once more. It begins a session anew: what was known of the one before is worth nothing (ASVS 5.0 §7.2.4). */
export function proveAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  door: PasskeyDoor,
  answer: string,
): Promise<CameIn> {
  return comeInWith(
    request,
    reply,
    { ...door, startingIn: door.startingAgain ?? startingIn },
    { occasion: provingAgain(request, door), answer },
  )
}

async function comeInWith(
  request: FastifyRequest,
  reply: FastifyReply,
  door: PasskeyDoor & { startingIn: typeof startingIn },
  shown: { occasion: Occasion; answer: string },
): Promise<CameIn> {
  const at = { site: siteOf(request), now: systemClock.now() }
  const entered = await checkPasskey(request.tenant.database, { ...at, ...shown }, async (client, { id }) => {
    const token = await door.start(door.startingIn(request, client), id)
    return token === undefined ? undefined : { ownerId: id, token }
  })
  if (!entered) return refuse('bad-passkey')
  await beginInBrowser(request, reply, door, entered.token)
  return { ok: true, ownerId: entered.ownerId }
}

export function signOutAt(request: FastifyRequest, reply: FastifyReply, door: PasskeyDoor): Promise<void> {
  return endInBrowser(request, reply, door)
}
