import { readConfig, type ConfigOutcome } from '../platform/config/index.ts'

/** The configuration for commands that a person tries first: without a word about the mode it is the demo. */
export function readConfigOrDemo(environment: NodeJS.ProcessEnv): ConfigOutcome {
  return readConfig({ ...environment, AZUKARI_MODE: environment['AZUKARI_MODE'] || 'demo' })
}
