/** A new room of the city, in order from its first minute: folder, README, door, rules, truth table, line, map. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { inBothLanguages } from '../src/cli/usage.ts'
import { planRoom } from './room/plan-room.ts'

const table = 'architecture.mjs'

const next = (name: string) => `src/${name} ができました。 src/${name} is there:
  src/${name}/README.md   言葉・約束・断ること    say its words, its promises, what it refuses
  src/${name}/index.ts    ほかの部屋に出すもの    what other rooms come for: nothing yet
  src/${name}/rules.ts    決めごと（表が先）      its first decision; the table in rules.test.ts first
  ${table}        何の部屋か・だれを使うか  say what it is; whom it may use beyond the ground is decided in an ADR
  docs/architecture.svg  描き直しました          drawn anew (npm run docs)
→ ./check --fast`

async function makeRoom(command: Command, name: string): Promise<void> {
  const plan = planRoom(name, {
    table: existsSync(table) ? readFileSync(table, 'utf8') : '',
    folders: folders(),
  })
  if (!plan.ok) return command.error(plan.told, { exitCode: 2 })
  for (const [path, text] of Object.entries(plan.files)) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  execFileSync(process.execPath, ['--import', 'tsx', 'scripts/write-docs.ts'])
  console.log(next(name))
}

function folders(): string[] {
  return existsSync('src') ? readdirSync('src') : []
}

const command = new Command('scripts/new-module')
  .description(
    '新しい部屋（src/ のフォルダー）をつくる · make a new room: a folder in src/ with its README, door, rules and first table',
  )
  .argument('<name>', '英小文字の1語 · one lower-case word: garden')
  .action((name: string) => makeRoom(command, name))
await inBothLanguages(command).parseAsync()
