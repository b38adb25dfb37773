export { openTenants, type DatabaseAddresses, type OpenTenant } from './open-tenants.ts'
export { migrationsOf, prepareInstallation } from './prepare-installation.ts'
export { rotateKeysOf, type Rotation } from './rotate-keys.ts'
export { databaseSecret, ringFileOf } from './secrets.ts'
