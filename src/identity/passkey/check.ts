import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { z } from 'zod'
import { inTransaction, type Pool, type Queryable } from '../../platform/database/index.ts'
import { authenticationSchema, challengeIn, parseAnswer } from './answers.ts'
import { challengeGoodMs, makeChallenge, takeChallenge, type Occasion } from './challenge.ts'
import { rpIdOf, type Passkey, type PasskeyOwner, type Site } from './passkey.ts'
import { handleOf, hashOfCredential } from './register.ts'
import { selectPasskey, updateCounter } from './store.ts'

/** What the browser is to ask the authenticator for. No list of credentials: who comes is not known, or not told. */
export async function askForPasskey(
  database: Queryable,
  site: Site,
  occasion: Occasion,
  now: Date,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: rpIdOf(site),
    challenge: Buffer.from(await makeChallenge(database, occasion, now), 'base64url'),
    timeout: challengeGoodMs,
    userVerification: 'required',
  })
}

/** What was shown, and where and when. */
interface Shown {
  site: Site
  occasion: Occasion
  answer: string
  now: Date
}

/**
 * Whose passkey was shown on this occasion: `then` does what rests on it, in the transaction that counts it as used, and until
 * whose end nobody ends it. Undefined when anything about the answer is wrong, and never why: that would tell which credentials
 * there are. In the order of WebAuthn Level 3 §7.2.
 */
export async function checkPasskey<Done>(
  database: Pool,
  { site, occasion, answer: text, now }: Shown,
  then: (client: Queryable, owner: PasskeyOwner) => Promise<Done>,
): Promise<Done | undefined> {
  const answer = parseAnswer(authenticationSchema, text)
  const challenge = answer && challengeIn(answer)
  if (!challenge || !(await takeChallenge(database, challenge, occasion, now))) return undefined
  const passkey = await selectPasskey(database, hashOfCredential(answer.id))
  if (!passkey || !isOf(passkey.owner, occasion, answer.response.userHandle)) return undefined
  const counter = await counterOf(site, challenge, answer, passkey)
  if (counter === undefined) return undefined
  return inTransaction(database, async (client) =>
    (await updateCounter(client, passkey.credentialHash, counter, now))
      ? then(client, passkey.owner)
      : undefined,
  )
}

/** What the authenticator has counted to; undefined when the answer is not this passkey's. */
async function counterOf(
  site: Site,
  challenge: string,
  answer: z.infer<typeof authenticationSchema>,
  { publicKey, counter }: Passkey,
): Promise<number | undefined> {
  // The library says no by throwing: to another origin, RP ID or key, and to a counter that has gone back.
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: rpIdOf(site),
    requireUserVerification: true,
    credential: { id: answer.id, publicKey, counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  return verified ? authenticationInfo?.newCounter : undefined
}

/** The passkey's owner is who was asked for, and who the authenticator says it is (§7.2 step 6). */
function isOf(owner: PasskeyOwner, asked: Occasion, userHandle: string | undefined): boolean {
  const isAsked = owner.kind === asked.owner.kind && (asked.owner.id ?? owner.id) === owner.id
  const handle = Buffer.from(handleOf(owner)).toString('base64url')
  return isAsked && (userHandle ?? handle) === handle
}
