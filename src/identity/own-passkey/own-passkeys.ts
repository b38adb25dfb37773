import type { Personal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { openId } from './credential-id.ts'
import { openName } from './passkey-name.ts'
import { mostPasskeys } from './rules.ts'
import { countOwnPasskeys, selectOwnPasskeys, type PasskeyRow } from './store.ts'

export interface OwnPasskey extends Omit<PasskeyRow, 'sealedName' | 'sealedId'> {
  /** As its owner calls it. */
  name: Personal<string>
  /** As its authenticator calls it. Undefined of one from before this was kept. */
  id: string | undefined
}

/** The passkeys by which this resident may sign in, the oldest first. */
export async function ownPasskeys(
  { database, keys: store }: Pick<Tenant, 'database' | 'keys'>,
  residentId: ResidentId,
): Promise<OwnPasskey[]> {
  const keys = await store.find(residentId)
  if (!keys?.has('identity')) return []
  const rows = await selectOwnPasskeys(database, residentId, mostPasskeys)
  return rows.map(({ sealedName, sealedId, ...row }) => ({
    ...row,
    id: sealedId ? openId(keys, row.credentialHash, sealedId) : undefined,
    name: openName(keys, row.credentialHash, sealedName),
  }))
}

export async function hasPasskey(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
): Promise<boolean> {
  return (await countOwnPasskeys(database, residentId)) > 0
}
