import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Queryable } from '../../platform/database/index.ts'
import { authenticationSchema, challengeIn, parseAnswer } from './answers.ts'
import { challengeGoodMs, makeChallenge, takeChallenge, type Occasion } from './challenge.ts'
import { rpIdOf, type PasskeyOwner, type Site } from './passkey.ts'
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

/**
 * Whose passkey was shown on this occasion; undefined when anything about the answer is wrong, and never why: that would
 * tell which credentials there are. In the order of WebAuthn Level 3 §7.2.
 */
export async function checkPasskey(
  database: Queryable,
  site: Site,
  occasion: Occasion,
  text: string,
  now: Date,
): Promise<PasskeyOwner | undefined> {
  const answer = parseAnswer(authenticationSchema, text)
  const challenge = answer && challengeIn(answer)
  if (!challenge || !(await takeChallenge(database, challenge, occasion, now))) return undefined
  const passkey = await selectPasskey(database, hashOfCredential(answer.id))
  if (!passkey || !isOf(passkey.owner, occasion, answer.response.userHandle)) return undefined
  const { publicKey, counter } = passkey
  // The library says no by throwing: to another origin, RP ID or key, and to a counter that has gone back.
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: rpIdOf(site),
    requireUserVerification: true,
    credential: { id: answer.id, publicKey, counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) return undefined
  const counted = await updateCounter(database, passkey.credentialHash, authenticationInfo.newCounter, now)
  return counted ? passkey.owner : undefined
}

/** The passkey's owner is who was asked for, and who the authenticator says it is (§7.2 step 6). */
function isOf(owner: PasskeyOwner, asked: Occasion, userHandle: string | undefined): boolean {
  const isAsked = owner.kind === asked.owner.kind && (asked.owner.id ?? owner.id) === owner.id
  const handle = Buffer.from(handleOf(owner)).toString('base64url')
  return isAsked && (userHandle ?? handle) === handle
}
