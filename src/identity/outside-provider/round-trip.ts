import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { insertDocument, takeDocument } from '../openid/document-store.ts'
import { roundTripMs } from './rules.ts'

/** What is remembered while somebody is at the provider. */
const roundTripSchema = z.object({
  issuer: z.string(),
  clientId: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The session (its hash, in hex) whose resident wants the link; null for who wants to sign in. */
  linkFor: z.string().nullable(),
})
export type RoundTrip = z.infer<typeof roundTripSchema>

const model = 'OutsideRoundTrip'

/** `state` travels with the person, `browser` stays in a cookie: only who has both can come back. */
interface Ticket {
  state: string
  browser: string
}

export async function keepRoundTrip(
  database: Queryable,
  trip: RoundTrip,
  now = systemClock.now(),
): Promise<Ticket> {
  const ticket = { state: freshToken(), browser: freshToken() }
  const expiresAt = new Date(now.getTime() + roundTripMs)
  await insertDocument(database, model, idOf(ticket), trip, { now, expiresAt })
  return ticket
}

/** Once: who comes a second time, too late or with another browser finds nothing. */
export async function takeRoundTrip(
  database: Queryable,
  ticket: Ticket,
  now = systemClock.now(),
): Promise<RoundTrip | undefined> {
  const found = await takeDocument(database, model, idOf(ticket), now)
  return found && roundTripSchema.parse(found)
}

/** 256 bits: more than RFC 9700 §4.7.1 and RFC 7636 §7.1 ask for. */
export function freshToken(): string {
  return randomBytes(32).toString('base64url')
}

function idOf({ state, browser }: Ticket): string {
  return `${state}.${browser}`
}
