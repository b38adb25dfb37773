import { refuse, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findVendor, type VendorId } from '../vendors/index.ts'
import { readPublicKeys } from './public-keys.ts'
import { insertClient, selectClient, type Client } from './store.ts'

export type ClientRegistration =
  { ok: true } | Refusal<'private-key' | 'unusable-key' | 'client-exists' | 'unknown-vendor'>

/** Lets a company's program in from now on. `jwks`: its public keys, as the company handed them in. */
export async function registerClient(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { clientId, vendorId, jwks }: { clientId: string; vendorId: VendorId; jwks: unknown },
): Promise<ClientRegistration> {
  const keys = readPublicKeys(jwks)
  if (!keys.ok) return keys
  if (!(await findVendor(database, vendorId))) return refuse('unknown-vendor')
  const client: Client = { clientId, vendorId, jwks: keys.jwks, standing: 'active' }
  return (await insertClient(database, client, clock.now())) ? { ok: true } : refuse('client-exists')
}

export function findClient(
  { database }: Pick<Tenant, 'database'>,
  clientId: string,
): Promise<Client | undefined> {
  return selectClient(database, clientId)
}
