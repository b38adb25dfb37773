import { Command } from 'commander'
import type { Problem } from '../platform/config/index.ts'
import { exitCodes, runSupervisor, type SupervisorSteps } from '../supervisor/index.ts'
import { readConfigOrDemo } from './demo-config.ts'

/** `azukari start`. `steps` says what to prepare and whom to greet. */
export function startCommand(steps: Pick<SupervisorSteps, 'prepare' | 'people' | 'service'>): Command {
  return new Command('start')
    .description(
      'データベースとサービスを起動し、Ctrl-C まで動かします · start the databases and the service, until Ctrl-C',
    )
    .addHelpText(
      'after',
      `
設定は環境変数です（docs/configuration.md）· settings are environment variables (docs/configuration.md)`,
    )
    .action(async () => {
      // A reader that went away (a closed terminal, a broken pipe) must not keep us from ending in order.
      process.stdout.on('error', () => undefined)
      process.exitCode = await start(steps)
    })
}

async function start(steps: Pick<SupervisorSteps, 'prepare' | 'people' | 'service'>): Promise<number> {
  const outcome = readConfigOrDemo(process.env)
  if (!outcome.ok) {
    process.stderr.write(describeProblems(outcome.problems))
    return exitCodes.misconfigured
  }
  return runSupervisor(outcome.config, { ...steps, write: (text) => process.stdout.write(text) })
}

/** Everything that is wrong with the configuration, for the terminal. */
export function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.map(
    ({ variable, ja, en }) => `  ${variable}: ${ja}\n  ${' '.repeat(variable.length)}  ${en}`,
  )
  return [
    '設定に間違いがあるので実行しません。',
    'The configuration is wrong; nothing was done.',
    ...lines,
    '設定は環境変数です（例: AZUKARI_MODE=demo）。一覧: docs/configuration.md',
    'Settings are environment variables (such as AZUKARI_MODE=demo). All of them: docs/configuration.md',
    '',
  ].join('\n')
}
