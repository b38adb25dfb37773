import { z } from 'zod'
import { Personal } from '../../kernel/index.ts'
import type { OwnerKeys } from '../../platform/keys/index.ts'

const nameSchema = z.string()
/** `kinds-of-cards.ts` in the room of portability says the same. */
const contextOf = (credentialHash: Buffer) => `identity/passkey-name/${credentialHash.toString('hex')}`

export function sealName(keys: OwnerKeys, credentialHash: Buffer, name: Personal<string>): Buffer {
  return keys.seal('identity', Buffer.from(JSON.stringify(name.reveal())), contextOf(credentialHash))
}

export function openName(keys: OwnerKeys, credentialHash: Buffer, sealed: Buffer): Personal<string> {
  const plain = keys.open('identity', sealed, contextOf(credentialHash))
  return new Personal(nameSchema.parse(JSON.parse(plain.toString('utf8'))))
}
