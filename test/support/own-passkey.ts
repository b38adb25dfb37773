import { Personal } from '../../src/kernel/index.ts'
import { sealId } from '../../src/identity/own-passkey/credential-id.ts'
import { sealName } from '../../src/identity/own-passkey/passkey-name.ts'
import { insertPasskeyName } from '../../src/identity/own-passkey/store.ts'
import { askForNewPasskey, readNewPasskey } from '../../src/identity/passkey/register.ts'
import { insertPasskey } from '../../src/identity/passkey/store.ts'
import { inTransaction } from '../../src/platform/database/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { Authenticator } from './authenticator.ts'
import { siteOf } from './staff.ts'

/** A passkey of this resident, as if they had registered it then. */
export async function aPasskeyOf(
  tenant: Tenant,
  residentId: ResidentId,
  { name = 'じぶんのスマホ', now = new Date() }: { name?: string; now?: Date } = {},
): Promise<Authenticator> {
  const { database, keys: store } = tenant
  const [site, owner] = [siteOf(tenant), { kind: 'resident', id: residentId } as const]
  const authenticator = new Authenticator(site.origin)
  const asked = await askForNewPasskey(database, site, { owner, name: new Personal(name) }, now)
  const passkey = await readNewPasskey(database, site, owner, authenticator.make(asked), now)
  const keys = await store.find(residentId)
  if (!passkey || !keys) throw new Error('the passkey was not taken')
  const { id, credentialHash } = passkey
  await inTransaction(database, async (client) => {
    await insertPasskey(client, passkey, now)
    const sealedName = sealName(keys, credentialHash, new Personal(name))
    const sealedId = sealId(keys, credentialHash, id)
    await insertPasskeyName(client, { residentId, credentialHash, sealedName, sealedId })
  })
  return authenticator
}
