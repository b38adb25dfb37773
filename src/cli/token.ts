import { Command } from 'commander'
import { issueDemoToken } from '../identity/index.ts'
import type { Config } from '../platform/config/index.ts'
import { companies, people } from '../seed/index.ts'
import { demoOnly, notRunning, readConfigOrDemo } from './demo-config.ts'
import { signInAtDemo } from './demo-session.ts'
import { demoKeysDirectory } from './start-steps.ts'
import { describeProblems } from './start.ts'

const names = [...people.map(({ handle }) => handle), ...companies.map(({ clientId }) => clientId)].join(
  ' | ',
)

const told = {
  'demo-only': demoOnly,
  nobody: `そのような見本の人や会社はありません。--as に書けるのは: ${names}\nThere is nobody of that name. --as takes: ${names}`,
  'not-running': `${notRunning.ja}\n${notRunning.en}`,
  'bad-token': 'サーバーが発行を断りました。\nThe server refused to issue a token.',
}

/** What another way of calling it would put right. */
const wrongUsage: readonly (keyof typeof told)[] = ['demo-only', 'nobody']

type Issued = { ok: true; token: string } | { ok: false; because: keyof typeof told }

/**
 * `azukari token --as <name>`: on stdout alone, an access token of a seeded company's program, or the session cookie of
 * a seeded resident (`curl -b`). Demo only.
 */
export function tokenCommand(): Command {
  return new Command('token')
    .description(
      '見本の会社や市民としてのトークンを出力（demo だけ） · print a token of somebody seeded (demo only)',
    )
    .requiredOption('--as <name>', names)
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (options: { as: string; json?: true }) => {
      const outcome = readConfigOrDemo(process.env)
      if (!outcome.ok) {
        process.stderr.write(describeProblems(outcome.problems))
        process.exitCode = 2
        return
      }
      const issued = await issueFor(outcome.config, options.as)
      if (issued.ok) console.log(options.json ? JSON.stringify({ token: issued.token }) : issued.token)
      else process.stderr.write(`${told[issued.because]}\n`)
      process.exitCode = issued.ok ? 0 : wrongUsage.includes(issued.because) ? 2 : 1
    })
}

async function issueFor(config: Config, name: string): Promise<Issued> {
  if (config.mode !== 'demo') return { ok: false, because: 'demo-only' }
  const person = people.find(({ handle }) => handle === name)
  if (person) {
    const token = await signInAtDemo(config.publicUrl, person.residentId)
    return token ? { ok: true, token } : { ok: false, because: 'not-running' }
  }
  if (companies.every(({ clientId }) => clientId !== name)) return { ok: false, because: 'nobody' }
  const issued = await issueDemoToken({
    mode: config.mode,
    publicUrl: config.publicUrl,
    keysDirectory: demoKeysDirectory(config),
    clientId: name,
  })
  if (issued.ok) return issued
  // The keys of the demo are made by its first start.
  return { ok: false, because: issued.because === 'no-demo-key' ? 'not-running' : issued.because }
}
