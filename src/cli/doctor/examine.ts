import { ringFileOf } from '../../installation/index.ts'
import type { Config } from '../../platform/config/index.ts'
import { readConfigOrDemo } from '../demo-config.ts'
import { examineDatabases } from './databases.ts'
import { examineDirectory, examineDiskSpace, examineKeyRing } from './files.ts'
import type { Finding } from './finding.ts'
import { examineChromium, examineClock, examineFonts, examineNode, examinePort } from './machine.ts'

export type { Finding } from './finding.ts'

/** Every finding, in the order a person would look. */
export async function examine(environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const outcome = readConfigOrDemo(environment)
  const machine = [examineNode(process.versions.node), examineClock(new Date())]
  const tools = [await examineChromium(), await examineFonts()]
  if (outcome.ok)
    return [...machine, configurationIsGood, ...(await examineConfigured(outcome.config)), ...tools]
  const wrong = outcome.problems.map(({ variable, ja, en }): Finding => ({
    ...configurationIsGood,
    state: 'wrong',
    found: variable,
    remedy: { ja: `${variable}: ${ja}`, en: `${variable} ${en}` },
  }))
  return [...machine, ...wrong, ...tools]
}

async function examineConfigured(config: Config): Promise<Finding[]> {
  return [
    await examineDirectory(config.dataDirectory),
    await examineDiskSpace(config.dataDirectory),
    ...(await Promise.all(
      config.tenants.map(({ id }) => examineKeyRing(ringFileOf(config, id), config.mode)),
    )),
    await examinePort(config.port, config.dataDirectory),
    ...(await examineDatabases(config)),
  ]
}

const configurationIsGood: Finding = {
  check: 'configuration',
  state: 'good',
  ja: '設定',
  en: 'configuration',
  found: 'ok',
}
