import { readConfig, type ConfigOutcome } from '../platform/config/index.ts'
import type { Told } from '../platform/start-problem.ts'

export const demoOnly = `demo モードだけの命令です。AZUKARI_MODE を消すか demo にしてください。
This command exists in demo mode only: leave AZUKARI_MODE out, or set it to demo.`

export const notRunning: Told = {
  ja: 'デモが動いていません。先に ./start を実行してください。AZUKARI_DATA や PORT を変えて起動したときは、ここでも同じにします。',
  en: 'The demo is not running. Run ./start first; where it was started with another AZUKARI_DATA or PORT, give the same here.',
}

/** The configuration for commands that a person tries first: without a word about the mode it is the demo. */
export function readConfigOrDemo(environment: NodeJS.ProcessEnv): ConfigOutcome {
  return readConfig({ ...environment, AZUKARI_MODE: environment['AZUKARI_MODE'] || 'demo' })
}
