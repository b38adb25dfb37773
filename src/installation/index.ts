export { openTenants, type DatabaseAddresses, type OpenTenant } from './open-tenants.ts'
export { prepareInstallation } from './prepare-installation.ts'
export { rotateKeysOf, type Rotation } from './rotate-keys.ts'
export { ringFileOf } from './secrets.ts'
