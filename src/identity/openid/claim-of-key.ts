import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { localDayOf, systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isProvedByAnother, noteKeyUsed } from '../client-key-store.ts'
import { thumbprintOf } from '../public-keys.ts'
import { selectClient } from '../store.ts'
import { keyClaim } from './addresses.ts'
import { keyThatSigned } from './key-that-signed.ts'

/**
 * A company's token says with which of the program's keys it was got, as they are at this moment: a key that is retired takes
 * its tokens along. Undefined for a client that is no company's.
 */
export async function claimOfKey({ database }: Pick<Tenant, 'database'>, { oidc }: KoaContextWithOIDC) {
  const client = await selectClient(database, oidc.client?.clientId ?? '')
  if (!client) return undefined
  const key = await keyThatSigned(String(oidc.params?.['client_assertion']), client.jwks)
  if (!key) throw new errors.InvalidClientAuth('the key is good no more')
  // A public key can be registered by whoever has seen it. Whose it is, its first signature says, and it signs for no other.
  if (await isProvedByAnother(database, client.clientId, [await thumbprintOf(key)]))
    throw new errors.InvalidClientAuth('the key is another one’s')
  await noteKeyUsed(database, client.clientId, key, localDayOf(systemClock.now()))
  return { [keyClaim]: key.kid }
}
