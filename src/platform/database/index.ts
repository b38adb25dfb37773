export { migrate } from './migrate.ts'
export { openPool, type Pool, type Queryable } from './pool.ts'
export { databasesOf, provisionTenant, withDatabase, type TenantDatabases } from './provision.ts'
export { inTransaction } from './transaction.ts'
