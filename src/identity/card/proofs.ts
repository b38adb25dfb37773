import { createHmac, randomBytes, scrypt, timingSafeEqual, type BinaryLike } from 'node:crypto'
import { systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { CardNumber, Pin } from './card-number.ts'

type Keys = Pick<Tenant, 'keys'>

/** The secret under which numbers and PINs are hashed. It moves with a city: without it every card is paper. */
export const secretName = 'card-numbers'

/**
 * 38 ms and 16 MiB on one core of the machine of docs/performance.md (2^15: 88 ms, 2^16: 177 ms). A million PINs are guessed
 * whatever it costs, so what keeps a stolen database shut is the secret; this makes the theft of both cost hours a card.
 */
const cost = { N: 2 ** 14, r: 8, p: 1 } as const
const hashBytes = 32

export interface PinProof {
  salt: Buffer
  hash: Buffer
}

/** By which a card is found. */
export async function numberHashOf(tenant: Keys, number: CardNumber): Promise<Buffer> {
  return hmacOf(await secretOf(tenant), 'number', number)
}

export async function provePin(tenant: Keys, pin: Pin, salt: Buffer = randomBytes(16)): Promise<PinProof> {
  const hash = await stretched(hmacOf(await secretOf(tenant), 'pin', pin), salt)
  return { salt, hash }
}

/** Is it this PIN? Without a proof to compare with the answer is no, after the same work. */
export async function isPin(tenant: Keys, pin: Pin, proof: PinProof | undefined): Promise<boolean> {
  const { hash } = await provePin(tenant, pin, proof?.salt)
  return timingSafeEqual(hash, proof?.hash ?? randomBytes(hashBytes))
}

function secretOf({ keys }: Keys): Promise<Buffer> {
  return keys.serviceSecret(secretName, () => randomBytes(hashBytes), systemClock.now())
}

function hmacOf(secret: Buffer, what: 'number' | 'pin', digits: string): Buffer {
  return createHmac('sha256', secret).update(`azukari/card-${what}/${digits}`).digest()
}

function stretched(password: BinaryLike, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hashBytes, cost, (error, hash) => {
      if (error) reject(error)
      else resolve(hash)
    })
  })
}
