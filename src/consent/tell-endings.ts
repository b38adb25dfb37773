import type pg from 'pg'
import { localDayOf } from '../kernel/index.ts'
import { daysUntil, leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { VendorId } from '../vendors/index.ts'
import { endingToTell, type EndingTold } from './ending-rules.ts'
import { noteEndingTold, selectEndings, selectEndingSoon, type EndingGrant } from './ending-store.ts'
import { lockGrants } from './store.ts'
import { usesThatStand } from './uses-that-stand.ts'

type City = Pick<Tenant, 'database' | 'clock'>

const atOnce = 200

/**
 * Tells each resident, 30 and 7 days before, that what they allow a company ends: once a company and day. What counts no more
 * anyway, because its company or use does not stand, is not told; whoever leaves has nothing left that ends.
 */
export async function tellEndings({ database, clock }: City, stopping: AbortSignal): Promise<void> {
  const now = clock.now()
  let after: ResidentId | null = null
  do {
    const page: ResidentId[] = await selectEndingSoon(database, now, { after, limit: atOnce })
    for (const residentId of page) {
      if (stopping.aborted) return
      await inTransaction(database, (client) => tellOne(client, residentId, now))
    }
    after = page.at(-1) ?? null
  } while (after !== null)
}

async function tellOne(client: pg.PoolClient, residentId: ResidentId, now: Date): Promise<void> {
  // Nothing is answered meanwhile, so that nobody is told of what they have just stopped.
  await lockGrants(client, residentId, null)
  const near = (await selectEndings(client, residentId, now)).flatMap((grant) => {
    const tell = endingToTell(grant, now)
    return tell === undefined ? [] : [{ ...grant, tell }]
  })
  for (const { vendorId, until, grants } of await byCompanyAndDay(client, near, now)) {
    const notice = { kind: 'consent-ending' as const, vendorId, count: daysUntil(until, now) }
    await leaveNotice(client, residentId, notice, now)
    for (const { tell, ...grant } of grants) await noteEndingTold(client, residentId, grant, tell)
  }
}

type Near = EndingGrant & { tell: EndingTold }

interface Together {
  vendorId: VendorId
  until: Date
  grants: Near[]
}

/** What of one company ends on one day is told together. */
async function byCompanyAndDay(client: pg.PoolClient, near: readonly Near[], now: Date): Promise<Together[]> {
  const standing = await usesThatStand(
    client,
    near.map(({ useId }) => useId),
    now,
  )
  const together = new Map<string, Together>()
  for (const grant of near) {
    const use = standing.get(grant.useId)
    if (use?.version !== grant.useVersion) continue
    const { vendorId } = use
    const key = `${vendorId}/${localDayOf(grant.until)}`
    const found = together.get(key) ?? { vendorId, until: grant.until, grants: [] }
    together.set(key, { ...found, grants: [...found.grants, grant] })
  }
  return [...together.values()]
}
