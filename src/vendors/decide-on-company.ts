import { refuse, type Id, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertDecision, wasTurnedDown } from './registration-store.ts'
import {
  isContractEnd,
  longestReason,
  mayContractBe,
  mayDecide,
  mayExtend,
  type VendorRefusal,
} from './rules.ts'
import { lockVendor, saveVendor } from './store.ts'
import type { Vendor, VendorId } from './vendor.ts'

type City = Pick<Tenant, 'database' | 'clock'>
/** Who decides, and on which company. */
interface Between {
  by: Id<'staff'>
  vendorId: VendorId
}
type Decided = Promise<{ ok: true } | Refusal<VendorRefusal>>

/** From now on it may be served, as far as its uses and residents allow, until its contract is over. */
export function acceptCompany(city: City, { by, vendorId }: Between, contractUntil: Date): Decided {
  const now = city.clock.now()
  if (!isContractEnd(contractUntil, now)) return Promise.resolve(refuse('bad-contract-day'))
  return inTransaction(city.database, async (client) => {
    const waiting = await lock(client, vendorId, mayDecide)
    if (!waiting.ok) return waiting
    await saveVendor(client, { ...waiting.vendor, standing: 'active', contractUntil })
    const decision = {
      kind: 'accepted',
      staffId: by,
      programId: null,
      reason: null,
      contractUntil,
      decidedAt: now,
    } as const
    await insertDecision(client, vendorId, decision)
    return { ok: true }
  })
}

/** For good: it may register again, and then it is another. The reason is what the company reads. */
export function turnDownCompany(city: City, { by, vendorId }: Between, reason: string): Decided {
  const why = reason.trim()
  if (why === '' || why.length > longestReason) return Promise.resolve(refuse('no-reason-given'))
  return inTransaction(city.database, async (client) => {
    const waiting = await lock(client, vendorId, mayDecide)
    if (!waiting.ok) return waiting
    await saveVendor(client, { ...waiting.vendor, standing: 'ended' })
    const decidedAt = city.clock.now()
    const decision = {
      kind: 'turned-down',
      staffId: by,
      programId: null,
      reason: why,
      contractUntil: null,
      decidedAt,
    } as const
    await insertDecision(client, vendorId, decision)
    return { ok: true }
  })
}

/** It may be served until then, which is no earlier than before. */
export function extendContract(city: City, { by, vendorId }: Between, contractUntil: Date): Decided {
  const now = city.clock.now()
  return inTransaction(city.database, async (client) => {
    const found = await lock(client, vendorId, mayExtend)
    if (!found.ok) return found
    const isLater = contractUntil > found.vendor.contractUntil && isContractEnd(contractUntil, now)
    if (!isLater) return refuse('bad-contract-day')
    await saveVendor(client, { ...found.vendor, contractUntil })
    const decision = {
      kind: 'extended',
      staffId: by,
      programId: null,
      reason: null,
      contractUntil,
      decidedAt: now,
    } as const
    await insertDecision(client, vendorId, decision)
    return { ok: true }
  })
}

/** A company as a program finds it. */
export interface SavedBefore extends Vendor {
  isTurnedDown: boolean
}

/**
 * A company as a program of the city says it is from now on; a contract that changes with it is a decision, too. In the
 * caller's transaction, in which nobody else decides on it.
 */
export async function saveVendorWith(
  client: Queryable,
  vendor: Vendor,
  { programId, at }: { programId: string; at: Date },
  may: (before: SavedBefore | undefined) => boolean,
): Promise<{ ok: true } | Refusal<'not-accepted' | 'bad-contract-day'>> {
  const before = await lockVendor(client, vendor.vendorId)
  const isTurnedDown = await wasTurnedDown(client, vendor.vendorId)
  if (!may(before && { ...before, isTurnedDown })) return refuse('not-accepted')
  if (!mayContractBe(vendor, before, at)) return refuse('bad-contract-day')
  await saveVendor(client, vendor)
  const { contractUntil } = vendor
  if (before?.contractUntil.getTime() === contractUntil.getTime()) return { ok: true }
  const decision = { kind: 'contract-set', staffId: null, programId, reason: null } as const
  await insertDecision(client, vendor.vendorId, { ...decision, contractUntil, decidedAt: at })
  return { ok: true }
}

async function lock(client: Queryable, vendorId: VendorId, may: typeof mayDecide) {
  const vendor = await lockVendor(client, vendorId)
  const decision = may(vendor)
  if (!decision.ok) return decision
  return vendor ? ({ ok: true, vendor } as const) : refuse('unknown-company')
}
