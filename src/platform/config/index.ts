export { configurationDocument } from './document.ts'
export {
  readConfig,
  type Config,
  type ConfigOutcome,
  type DemoConfig,
  type GivenDatabases,
  type ProductionConfig,
} from './read-config.ts'
export type { Problem } from './rules.ts'
export type { TenantSetting } from './variables.ts'
