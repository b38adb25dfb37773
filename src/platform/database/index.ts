export { createBeside, dropBeside, labelsBeside, swapIn } from './beside.ts'
export { migrate, migrationsApplied, readMigrations, unknownBreaking } from './migrate.ts'
export { openPool, type Pool, type Queryable } from './pool.ts'
export {
  databasesOf,
  provisionTenant,
  withDatabase,
  type ProvisionOptions,
  type TenantDatabases,
} from './provision.ts'
export { inTransaction } from './transaction.ts'
