export { createBeside, dropBeside, labelsBeside, swapIn } from './beside.ts'
export { migrate, migrationsApplied, readMigrations, unknownBreaking } from './migrate.ts'
export { openPool, type Pool, type Queryable } from './pool.ts'
export {
  databaseName,
  databasesOf,
  provisionTenant,
  withDatabase,
  type ProvisionOptions,
  type TenantDatabases,
} from './provision.ts'
export { pendingMigrations, upgradeSchema, type Pending, type UpgradeOutcome } from './upgrade-schema.ts'
export { inTransaction } from './transaction.ts'
