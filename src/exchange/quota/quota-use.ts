import type { Tenant } from '../../platform/tenant.ts'
import {
  allowanceOf,
  quotasOf,
  usualAllowance,
  type Allowance,
  type Quotas,
  type VendorId,
} from '../../vendors/index.ts'
import { periodOf, spentKinds, spentNow, type SpentKind } from './rules.ts'
import { selectSpent } from './store.ts'

/** How much was read in the present minute and day, and how much may be. */
export interface QuotaUse {
  /** null for the company as a whole, else one of its programs. */
  clientId: string | null
  spent: Record<SpentKind, number>
  allowed: Allowance
}

/**
 * Of this company alone: as a whole, then its programs that have read. A process takes what it needs in blocks, so while a
 * program is reading it may be a little more than was used.
 */
export async function quotaUseOf(tenant: Tenant, vendorId: VendorId): Promise<QuotaUse[]> {
  const now = tenant.clock.now()
  const rows = await selectSpent(tenant.database, vendorId)
  const quotas = await quotasOf(tenant.database, vendorId)
  const useOf = (clientId: string | null, whose: keyof Quotas): QuotaUse => {
    const spentOn = (kind: SpentKind) => {
      const row = rows.find((one) => one.clientId === (clientId ?? '') && one.kind === kind)
      return spentNow(row, periodOf(kind, now)).spent
    }
    const [reads, residents] = spentKinds.map(spentOn)
    return {
      clientId,
      spent: { reads: reads ?? 0, residents: residents ?? 0 },
      allowed: allowanceOf(quotas[whose], usualAllowance),
    }
  }
  const programs = [...new Set(rows.map(({ clientId }) => clientId).filter((clientId) => clientId !== ''))]
  return [useOf(null, 'company'), ...programs.map((clientId) => useOf(clientId, 'program'))]
}
