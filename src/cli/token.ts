import { Command } from 'commander'
import { readConfig } from '../platform/config/index.ts'
import { issueDemoToken } from '../identity/index.ts'
import { companies } from '../seed/index.ts'
import { demoKeysDirectory } from './start-steps.ts'
import { describeProblems } from './start.ts'

const told = {
  'demo-only': 'demo モードだけの命令です。\nThis command exists in demo mode only.',
  'no-demo-key': `その会社のかぎがありません。次のどれかを --as に書いてください: ${companies.map(({ clientId }) => clientId).join(', ')}
There is no key of that company. Give one of these as --as: ${companies.map(({ clientId }) => clientId).join(', ')}`,
  'not-running':
    'サーバーが動いていません。先に ./start を実行してください。\nThe server is not running. Run ./start first.',
  'bad-token': 'サーバーが発行を断りました。\nThe server refused to issue a token.',
}

/** `azukari token --as <company>`: an access token of a seeded company's program, on stdout alone. Demo only. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('見本の会社のトークンを出力（demo だけ） · print a token of a seeded company (demo only)')
    .requiredOption('--as <company>', companies.map(({ clientId }) => clientId).join(' | '))
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (options: { as: string; json?: true }) => {
      const outcome = readConfig({ ...process.env, AZUKARI_MODE: process.env['AZUKARI_MODE'] || 'demo' })
      if (!outcome.ok) {
        process.stderr.write(describeProblems(outcome.problems))
        process.exitCode = 2
        return
      }
      const { config } = outcome
      const issued = await issueDemoToken({
        mode: config.mode,
        publicUrl: config.publicUrl,
        keysDirectory: demoKeysDirectory(config),
        clientId: options.as,
      })
      if (issued.ok) console.log(options.json ? JSON.stringify({ token: issued.token }) : issued.token)
      else process.stderr.write(`${told[issued.because]}\n`)
      process.exitCode = issued.ok ? 0 : 1
    })
}
