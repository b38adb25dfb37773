import type { LocalDay } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { VendorId } from '../../vendors/index.ts'
import { selectKnownKeys } from '../client-key-store.ts'
import { selectPrograms, type ProgramRow } from './program-store.ts'

export interface ProgramKey {
  keyId: string
  kind: 'P-256' | 'Ed25519' | 'RSA'
  addedAt: Date
  lastUsedOn: LocalDay | null
}

/** A program of a company with the keys that are good; no key itself. */
export interface CompanyProgram extends Omit<ProgramRow, 'jwks'> {
  keys: ProgramKey[]
}

export async function companyPrograms(
  { database }: Pick<Tenant, 'database'>,
  vendorId: VendorId,
): Promise<CompanyProgram[]> {
  const programs = await selectPrograms(database, vendorId, 50)
  const known = await selectKnownKeys(
    database,
    programs.map(({ clientId }) => clientId),
  )
  return programs.map(({ jwks, ...program }) => ({
    ...program,
    keys: jwks.keys.map((key) => {
      const found = known.find(({ clientId, keyId }) => clientId === program.clientId && keyId === key.kid)
      return {
        keyId: key.kid,
        kind: key.kty === 'RSA' ? key.kty : key.crv,
        addedAt: found?.addedAt ?? program.createdAt,
        lastUsedOn: found?.lastUsedOn ?? null,
      }
    }),
  }))
}
