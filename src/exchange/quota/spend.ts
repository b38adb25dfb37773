import type { Company } from '../../identity/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { allowanceOf, quotasOf, usualAllowance, type Quotas } from '../../vendors/index.ts'
import { Purse } from './purse.ts'
import { secondsToNext, type SpentKind } from './rules.ts'
import type { Holder } from './store.ts'

/** No, and when it is worth asking again. */
export interface QuotaSpent {
  ok: false
  because: 'quota-spent'
  retryAfterSeconds: number
}

/** One read of this company, and of this program. */
export async function spendRead(tenant: Tenant, company: Company): Promise<{ ok: true } | QuotaSpent> {
  const taken = await takeOfBoth(tenant, company, 'reads', 1)
  return taken === 1 ? { ok: true } : spentUntilNext(tenant, 'reads')
}

/** Of so many residents something may be told: as many as there are left of these, perhaps none. */
export function reserveResidents(tenant: Tenant, company: Company, amount: number): Promise<number> {
  return takeOfBoth(tenant, company, 'residents', amount)
}

/** Of so many nothing was told after all. */
export async function giveBackResidents(tenant: Tenant, company: Company, amount: number): Promise<void> {
  const now = tenant.clock.now()
  for (const purse of pursesOf(tenant, company, 'residents'))
    await purse.giveBack(tenant.database, amount, now)
}

export function spentUntilNext({ clock }: Pick<Tenant, 'clock'>, kind: SpentKind): QuotaSpent {
  return { ok: false, because: 'quota-spent', retryAfterSeconds: secondsToNext(kind, clock.now()) }
}

const limitOf = { reads: 'readsAMinute', residents: 'residentsADay' } as const

async function takeOfBoth(
  tenant: Tenant,
  company: Company,
  kind: SpentKind,
  amount: number,
): Promise<number> {
  const { database, clock } = tenant
  const now = clock.now()
  const mostOf = (whose: keyof Quotas) => async () =>
    allowanceOf((await quotasOf(database, company.vendorId))[whose], usualAllowance)[limitOf[kind]]
  const [ofCompany, ofProgram] = pursesOf(tenant, company, kind)
  // The program's first: one that has spent its own must not use up what the others share, not even for a moment.
  const byProgram = await ofProgram.take(database, { amount, most: mostOf('program'), now })
  if (byProgram === 0) return 0
  const byCompany = await ofCompany.take(database, { amount: byProgram, most: mostOf('company'), now })
  await ofProgram.giveBack(database, byProgram - byCompany, now)
  return byCompany
}

/** By process: a lease is one process's, at one city. */
const purses = new WeakMap<Tenant['lease'], Map<string, Purse>>()

function pursesOf({ lease }: Tenant, { vendorId, clientId }: Company, kind: SpentKind): [Purse, Purse] {
  const known = purses.get(lease) ?? new Map<string, Purse>()
  purses.set(lease, known)
  const purseOf = (holder: Holder): Purse => {
    const name = `${kind} ${holder.vendorId} ${holder.clientId}`
    const purse = known.get(name) ?? new Purse(holder, kind)
    known.set(name, purse)
    return purse
  }
  return [purseOf({ vendorId, clientId: '' }), purseOf({ vendorId, clientId })]
}
