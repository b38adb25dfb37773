/** A real older database: copied while nobody is connected, and put in the place of the present one later. */
import { inject } from 'vitest'
import { openPool } from '../../src/platform/database/index.ts'
import type { TestTenant } from './tenant.ts'

type Store = 'data' | 'keystore'

const admins = { data: 'postgresUrl', keystore: 'keystoreUrl' } as const

function nameOf(tenant: Pick<TestTenant, 'id'>, store: Store): string {
  return store === 'data' ? `azukari_${tenant.id}` : `azukari_${tenant.id}_keys`
}

async function asAdmin(store: Store, statements: readonly string[]): Promise<void> {
  const admin = openPool({ url: inject(admins[store]), name: 'test-yesterday', max: 1 })
  try {
    for (const statement of statements) await admin.query(statement)
  } finally {
    await admin.end()
  }
}

/** Copies the databases as they stand. Nobody may be connected. */
export async function keepYesterday(tenant: Pick<TestTenant, 'id'>, stores: readonly Store[]): Promise<void> {
  for (const store of stores) {
    const name = nameOf(tenant, store)
    await asAdmin(store, [`create database ${name}_yesterday template ${name}`])
  }
}

/** What was kept takes the place of what is there. */
export async function bringBackYesterday(
  tenant: Pick<TestTenant, 'id'>,
  stores: readonly Store[],
): Promise<void> {
  for (const store of stores) {
    const name = nameOf(tenant, store)
    await asAdmin(store, [
      `drop database ${name} with (force)`,
      `create database ${name} template ${name}_yesterday`,
    ])
  }
}
