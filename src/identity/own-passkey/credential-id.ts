import { z } from 'zod'
import type { OwnerKeys } from '../../platform/keys/index.ts'

const idSchema = z.string()
/** `kinds-of-cards.ts` in the room of portability says the same. */
const contextOf = (credentialHash: Buffer) => `identity/passkey-id/${credentialHash.toString('hex')}`

/** How the authenticator calls it: by that anybody would know whose telephone it is. */
export function sealId(keys: OwnerKeys, credentialHash: Buffer, id: string): Buffer {
  return keys.seal('identity', Buffer.from(JSON.stringify(id)), contextOf(credentialHash))
}

export function openId(keys: OwnerKeys, credentialHash: Buffer, sealed: Buffer): string {
  const plain = keys.open('identity', sealed, contextOf(credentialHash))
  return idSchema.parse(JSON.parse(plain.toString('utf8')))
}
