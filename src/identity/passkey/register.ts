import { createHash } from 'node:crypto'
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/server'
import type { Personal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { challengeIn, parseAnswer, registrationSchema } from './answers.ts'
import { challengeGoodMs, makeChallenge, takeChallenge, type Occasion } from './challenge.ts'
import { rpIdOf, type Passkey, type PasskeyOwner, type Site } from './passkey.ts'

/** ES256, EdDSA, RS256 (COSE): what telephones, keys and Windows Hello sign with. */
const algorithms = [-7, -8, -257]

const occasionOf = (owner: PasskeyOwner): Occasion => ({ purpose: 'register', owner })

/** Of whom a passkey is asked. */
interface Asked {
  owner: PasskeyOwner
  /** Shown by the authenticator when the passkey is used. */
  name: Personal<string>
  /** The ids of those they have: where one of them is, no second one is made. Whoever was invited has none any more. */
  has?: readonly string[]
}

/** What the browser is to ask the authenticator for. */
export async function askForNewPasskey(
  database: Queryable,
  site: Site,
  { owner, name, has = [] }: Asked,
  now: Date,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: site.name,
    rpID: rpIdOf(site),
    userName: name.reveal(),
    userDisplayName: name.reveal(),
    userID: handleOf(owner),
    challenge: Buffer.from(await makeChallenge(database, occasionOf(owner), now), 'base64url'),
    timeout: challengeGoodMs,
    excludeCredentials: has.map((id) => ({ id })),
    // Which make of authenticator it is tells nothing that we would act upon (WebAuthn Level 3 §5.4.7).
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    // Kept by the authenticator with its owner, so that nobody types who they are at the door.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** And how the authenticator calls it: not kept with it. */
export interface NewPasskey extends Passkey {
  id: string
}

/** The passkey that was made for this owner, not kept yet; undefined when anything about the answer is wrong. */
export async function readNewPasskey(
  database: Queryable,
  site: Site,
  owner: PasskeyOwner,
  text: string,
  now: Date,
): Promise<NewPasskey | undefined> {
  const answer = parseAnswer(registrationSchema, text)
  const challenge = answer && challengeIn(answer)
  if (!challenge || !(await takeChallenge(database, challenge, occasionOf(owner), now))) return undefined
  // The library says no by throwing.
  const { registrationInfo } = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: rpIdOf(site),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) return undefined
  const { id, publicKey, counter } = registrationInfo.credential
  const { transports } = answer.response
  return { id, credentialHash: hashOfCredential(id), owner, publicKey, counter, transports }
}

/** A credential is found by its hash: a copy of the table does not name it. */
export function hashOfCredential(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}

/** How the authenticator remembers whose it is: nothing personal (WebAuthn Level 3 §14.6.1). */
export function handleOf({ id }: PasskeyOwner): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(id.replaceAll('-', ''), 'hex'))
}
