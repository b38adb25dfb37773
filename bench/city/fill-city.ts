import { createHash } from 'node:crypto'
import type pg from 'pg'
import { inTransaction, type Pool, type Queryable } from '../../src/platform/database/index.ts'
import { registerFirstKey } from '../../src/platform/keys/key-store.ts'
import type { CityKeyRing } from '../../src/platform/keys/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { aUse, aVendor } from '../../test/support/city.ts'
import { agreementRows } from './agreement-rows.ts'
import { depositRows } from './deposit-rows.ts'
import { companies, planResident, samplesPerDay } from './plan.ts'
import { provisionRows } from './provision-rows.ts'
import { residentRows } from './resident-rows.ts'

const residentsAtOnce = 500

/** How much there is of what, as written. */
export interface CityCounts {
  residents: number
  envelopes: number
  observations: number
  grants: number
  provisions: number
}

export interface CityStores {
  tenant: Tenant
  ring: CityKeyRing
  /** Of a superuser: writes past row security and without asking each foreign key. */
  data: Pool
  keystore: Pool
}

/** Fills a city as if its residents had deposited, agreed and been read: everything sealed by the vault's own code. */
export async function fillCity(
  stores: CityStores,
  residents: number,
  onProgress: (done: number) => void,
): Promise<CityCounts> {
  const counts = { residents, envelopes: 0, observations: 0, grants: 0, provisions: 0 }
  await publishCompanies(stores)
  await stores.keystore.query(registerFirstKey, [stores.ring.currentId])
  let written: Promise<unknown> = Promise.resolve()
  for (let first = 0; first < residents; first += residentsAtOnce) {
    const batch = makeBatch(stores, first, Math.min(first + residentsAtOnce, residents), counts)
    // The next batch is sealed while PostgreSQL writes this one: one core each.
    await written
    written = writeBatch(stores, batch)
    onProgress(first)
  }
  await written
  for (const pool of [stores.data, stores.keystore]) {
    await pool.query('vacuum analyze')
    await pool.query('checkpoint')
  }
  return counts
}

async function publishCompanies({ tenant, data }: CityStores): Promise<void> {
  const contractUntil = new Date('2099-01-01T00:00:00Z')
  for (const { vendorId, useId, items, purpose } of companies) {
    const vendor = await aVendor(tenant, { vendorId, contractUntil })
    await aUse(tenant, vendor, { useId, items, purpose })
    // What the residents' history tells of: one read of all of them, some time ago.
    await data.query(
      `insert into exchange.deliveries (delivery_id, vendor_id, client_id, use_id, use_version, key_hash, request_hash,
                                        reason_code, low, high, opened_at)
       values ($1, $2, 'made-up', $1, 1, $3, $3, 'monthly-advice', '0', '1', $4)`,
      [useId, vendorId, createHash('sha256').update(useId).digest(), tenant.clock.now()],
    )
  }
}

type Written = { write(client: Queryable): Promise<number> }

function makeBatch(
  { tenant, ring }: CityStores,
  first: number,
  end: number,
  counts: CityCounts,
): { data: Written[]; keystore: Written[] } {
  const now = tenant.clock.now()
  const residents = residentRows(ring, now)
  const deposits = depositRows(now)
  const agreements = agreementRows(now)
  const provisions = provisionRows(now)
  for (let index = first; index < end; index += 1) {
    const resident = planResident(index)
    const envelopes = deposits.add(resident, residents.add(resident))
    counts.envelopes += envelopes
    counts.observations += envelopes * samplesPerDay
    counts.grants += agreements.add(resident)
    counts.provisions += provisions.add(resident)
  }
  return {
    data: [...residents.data, ...deposits.data, ...agreements.data, ...provisions.data],
    keystore: residents.keystore,
  }
}

async function writeBatch(
  { data, keystore }: CityStores,
  batch: { data: Written[]; keystore: Written[] },
): Promise<void> {
  await inTransaction(keystore, (client) => writeAll(client, batch.keystore))
  await inTransaction(data, (client) => writeAll(client, batch.data))
}

async function writeAll(client: pg.PoolClient, all: readonly Written[]): Promise<void> {
  await client.query('set local session_replication_role = replica')
  await client.query('set local synchronous_commit = off')
  for (const rows of all) await rows.write(client)
}
