import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { insertDocument, takeDocument } from '../openid/document-store.ts'
import { ownerKindSchema, type PasskeyOwner } from './passkey.ts'

/** What a passkey is asked for. `id` is null at a door where it is not known yet who comes. */
export interface Occasion {
  purpose: 'register' | 'sign-in' | 'prove-again'
  owner: { kind: PasskeyOwner['kind']; id: string | null }
}

/** Time to find the telephone that holds the passkey. */
export const challengeGoodMs = 5 * 60_000
const model = 'PasskeyChallenge'

const occasionSchema = z.object({
  purpose: z.string(),
  owner: z.object({ kind: ownerKindSchema, id: z.string().nullable() }),
})

/** 256 random bits, good once, within minutes, for this occasion. */
export async function makeChallenge(database: Queryable, occasion: Occasion, now: Date): Promise<string> {
  const challenge = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + challengeGoodMs)
  await insertDocument(database, model, challenge, occasion, { now, expiresAt })
  return challenge
}

/** Whether this challenge was made for this occasion and is answered for the first time. Whatever the answer, it is used up. */
export async function takeChallenge(
  database: Queryable,
  challenge: string,
  { purpose, owner }: Occasion,
  now: Date,
): Promise<boolean> {
  const document = await takeDocument(database, model, challenge, now)
  if (!document) return false
  const made = occasionSchema.parse(document)
  return made.purpose === purpose && made.owner.kind === owner.kind && made.owner.id === owner.id
}
