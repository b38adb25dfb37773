import { z } from 'zod'

/** Whose a passkey is; nothing here knows what a member of staff or a company is. */
export interface PasskeyOwner {
  kind: 'staff' | 'resident' | 'company'
  id: string
}

/** Where passkeys are good: an authenticator answers for this host alone, a browser says from which origin. */
export interface Site {
  /** Without a path, `https://azukari.example.jp`. */
  origin: string
  /** What the browser calls the city beside the passkey. */
  name: string
}

/** WebAuthn's RP ID: the host itself, never a domain above it, where other sites may live (WebAuthn Level 3 §13.4.9). */
export function rpIdOf({ origin }: Pick<Site, 'origin'>): string {
  return new URL(origin).hostname
}

export interface Passkey {
  credentialHash: Buffer
  owner: PasskeyOwner
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
}

export const ownerKindSchema = z.enum(['staff', 'resident', 'company'])
