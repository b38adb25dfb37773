/** An authenticator in software: ES256, attestation "none", always with the user verified unless it is told otherwise. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { encodeCBOR } from '@levischuck/tiny-cbor'

/** What a test may spoil of an answer. */
export interface Spoilt {
  origin?: string
  rpId?: string
  /** As if by another authenticator that holds a copy of the key. */
  counter?: number
  userVerified?: boolean
  userHandle?: string
  type?: string
}

interface Asked {
  challenge: string
}

const flags = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 }

export class Authenticator {
  readonly #origin: string
  readonly #id = randomBytes(32)
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject }
  #counter = 0
  #userHandle = ''

  /** `origin`: the page in whose browser it is used. */
  constructor(origin: string) {
    this.#origin = origin
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  /** What it calls its passkey. */
  get id(): string {
    return this.#id.toString('base64url')
  }

  /** The text a form carries after a passkey was made. */
  make(asked: Asked & { user: { id: string } }, spoilt: Spoilt = {}): string {
    this.#userHandle = asked.user.id
    const authData = this.#authenticatorData(spoilt, this.#attestedCredential())
    const attestationObject = encodeCBOR(
      new Map<string, string | Map<string, string> | Uint8Array>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Uint8Array.from(authData)],
      ]),
    )
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', asked, spoilt),
      attestationObject: Buffer.from(attestationObject).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** And after it was shown. */
  show(asked: Asked, spoilt: Spoilt = {}): string {
    this.#counter = spoilt.counter ?? this.#counter + 1
    const authData = this.#authenticatorData(spoilt)
    const clientDataJSON = this.#clientData('webauthn.get', asked, spoilt)
    const clientDataHash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    const signature = sign('sha256', Buffer.concat([authData, clientDataHash]), this.#keys.privateKey)
    return this.#answer({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: spoilt.userHandle ?? this.#userHandle,
    })
  }

  #answer(response: object): string {
    const { id } = this
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }

  #clientData(type: string, { challenge }: Asked, spoilt: Spoilt): string {
    const told = { type: spoilt.type ?? type, challenge, origin: spoilt.origin ?? this.#origin }
    return Buffer.from(JSON.stringify({ ...told, crossOrigin: false })).toString('base64url')
  }

  /** WebAuthn Level 3 §6.1: the hash of the RP ID, flags, counter, and after making the credential itself. */
  #authenticatorData({ rpId, userVerified = true }: Spoilt, credential: Buffer = Buffer.alloc(0)): Buffer {
    const host = rpId ?? new URL(this.#origin).hostname
    const attested = credential.length > 0 ? flags.attested : 0
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    const flag = flags.userPresent | (userVerified ? flags.userVerified : 0) | attested
    const hostHash = createHash('sha256').update(host).digest()
    return Buffer.concat([hostHash, Buffer.from([flag]), counter, credential])
  }

  /** §6.5.1, with the key in COSE (RFC 9053 §7.1.1). */
  #attestedCredential(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const coordinate = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
    const key = encodeCBOR(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(x)],
        [-3, coordinate(y)],
      ]),
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.#id.length)
    return Buffer.concat([Buffer.alloc(16), length, this.#id, Buffer.from(key)])
  }
}
