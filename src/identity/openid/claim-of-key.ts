import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { localDayOf, systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isProvedByAnother, noteKeyUsed } from '../client-key-store.ts'
import { selectProgram } from '../program/store.ts'
import { thumbprintOf, type PublicKey, type PublicKeySet } from '../public-keys.ts'
import { selectClient } from '../store.ts'
import { keyClaim } from './addresses.ts'
import { keyThatSigned } from './key-that-signed.ts'

/**
 * A token says with which of its program's keys it was got, as they are at this moment: a key that is retired takes its tokens
 * along. Of a program of the city all keys are put anew at once, perhaps under the same names, so that it is told by its
 * thumbprint. Undefined for an app, whose keys nobody changes.
 */
export async function claimOfKey({ database }: Pick<Tenant, 'database'>, context: KoaContextWithOIDC) {
  const clientId = context.oidc.client?.clientId ?? ''
  const program = await selectProgram(database, clientId)
  if (program) return { [keyClaim]: await thumbprintOf(await keyOf(context, program.jwks)) }
  const client = await selectClient(database, clientId)
  if (!client) return undefined
  const key = await keyOf(context, client.jwks)
  // A public key can be registered by whoever has seen it. Whose it is, its first signature says, and it signs for no other.
  if (await isProvedByAnother(database, client.clientId, [await thumbprintOf(key)]))
    throw new errors.InvalidClientAuth('the key is another one’s')
  await noteKeyUsed(database, client.clientId, key, localDayOf(systemClock.now()))
  return { [keyClaim]: key.kid }
}

async function keyOf({ oidc }: KoaContextWithOIDC, jwks: PublicKeySet): Promise<PublicKey> {
  const key = await keyThatSigned(String(oidc.params?.['client_assertion']), jwks)
  if (!key) throw new errors.InvalidClientAuth('the key is good no more')
  return key
}
