import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Personal, systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { openBytes, sealBytes } from '../../platform/keys/index.ts'
import { insertDocument, takeDocument } from '../openid/document-store.ts'
import { roundTripMs } from './rules.ts'

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))

/** What is remembered while somebody is at the provider. */
const roundTripSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The session (its hash, in hex) whose resident wants the link; null for who does not. */
  linkFor: z.string().nullable(),
  /** The same of who shows once more who they are, and what they had typed, sealed for their browser. */
  proveFor: z
    .object({ session: z.string(), begunAt: z.coerce.date(), sealed: bytes })
    .nullable()
    .default(null),
  /** Who joins is nobody yet. A service of the version before knows no such thing. */
  joining: z.boolean().default(false),
})
type OnFile = z.infer<typeof roundTripSchema>

export interface RoundTrip extends Omit<OnFile, 'proveFor'> {
  proveFor: Proving | null
}
interface Proving {
  session: string
  begunAt: Date
  /** What they go on with afterwards: it is in no address, and in the database nobody reads it. */
  typed: Personal<string>
}

const model = 'OutsideRoundTrip'

/** `state` travels with the person, `browser` stays in a cookie: only who has both can come back. */
interface Ticket {
  state: string
  browser: string
}

export async function keepRoundTrip(
  database: Queryable,
  { proveFor, ...trip }: RoundTrip,
  now = systemClock.now(),
): Promise<Ticket> {
  const ticket = { state: freshToken(), browser: freshToken() }
  const expiresAt = new Date(now.getTime() + roundTripMs)
  const document = { ...trip, proveFor: proveFor && sealedFor(ticket, proveFor) }
  await insertDocument(database, model, idOf(ticket), document, { now, expiresAt })
  return ticket
}

/** Once: who comes a second time, too late or with another browser finds nothing. */
export async function takeRoundTrip(
  database: Queryable,
  ticket: Ticket,
  now = systemClock.now(),
): Promise<RoundTrip | undefined> {
  const found = await takeDocument(database, model, idOf(ticket), now)
  if (!found) return undefined
  const { proveFor, ...trip } = roundTripSchema.parse(found)
  return { ...trip, proveFor: proveFor && openedWith(ticket, proveFor) }
}

const context = 'identity/outside-round-trip'

function sealedFor({ browser }: Ticket, { session, begunAt, typed }: Proving) {
  const sealed = sealBytes(keyFrom(browser), Buffer.from(typed.reveal()), context)
  return { session, begunAt: begunAt.toISOString(), sealed: sealed.toString('base64') }
}

function openedWith(
  { browser }: Ticket,
  { session, begunAt, sealed }: NonNullable<OnFile['proveFor']>,
): Proving {
  const typed = openBytes(keyFrom(browser), sealed, context).toString('utf8')
  return { session, begunAt, typed: new Personal(typed) }
}

function keyFrom(browser: string): Buffer {
  return createHmac('sha256', browser).update('azukari/outside/typed').digest()
}

/** 256 bits: more than RFC 9700 §4.7.1 and RFC 7636 §7.1 ask for. */
export function freshToken(): string {
  return randomBytes(32).toString('base64url')
}

function idOf({ state, browser }: Ticket): string {
  return `${state}.${browser}`
}
