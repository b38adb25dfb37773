export { configurationDocument } from './document.ts'
export { readConfig, type Config, type ConfigOutcome } from './read-config.ts'
export type { Problem } from './rules.ts'
