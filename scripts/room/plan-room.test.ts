import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOfTheTree, type TreeCopy } from '../../test/support/tree-copy.ts'
import { planRoom } from './plan-room.ts'

describe('A new room', () => {
  const here = readFileSync('architecture.mjs', 'utf8')
  const table = [
    // name          table               answer
    ['garden', here, 'planned'],
    ['consent', here, 'already-there'],
    ['cli', here, 'already-there'],
    ['Garden', here, 'not-one-word'],
    ['rose-garden', here, 'not-one-word'],
    ['../garden', here, 'not-one-word'],
    ['', here, 'not-one-word'],
    ['garden', '', 'no-place-in-the-table'],
    ['garden', here.replace('portals', 'pages'), 'no-place-in-the-table'],
  ] as const

  it.each(table)('named %j', (name, architecture, answer) => {
    const plan = planRoom(name, { table: architecture, folders: ['consent', 'cli', 'main.ts'] })
    expect(plan.ok ? 'planned' : plan.because).toBe(answer)
    if (!plan.ok) expect(plan.told).toMatch(/\n→ .+$/)
  })
})

describe('scripts/new-module garden, in a copy of the tree,', { timeout: 120_000 }, () => {
  let tree: TreeCopy
  beforeAll(async () => {
    tree = await copyOfTheTree()
    await does('scripts/new-module.ts', 'garden')
  })
  afterAll(() => tree.remove())

  async function does(...parameters: string[]): Promise<string> {
    const options = { cwd: tree.path, env: { PATH: process.env['PATH'] } }
    return promisify(execFile)(process.execPath, ['--import', 'tsx', ...parameters], options).then(
      ({ stdout }) => `good: ${stripVTControlCharacters(stdout)}`,
      ({ stdout, stderr }) => `wrong: ${stdout}${stderr}`,
    )
  }

  it.each([
    ['boundaries', ['scripts/check-boundaries.ts']],
    [
      'shape of its files',
      ['node_modules/prettier/bin/prettier.cjs', '--check', 'src/garden', 'architecture.mjs'],
    ],
    ['lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', 'src/garden']],
    [
      'tests',
      ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'src/garden', 'drawing', 'glossary'],
    ],
  ])('leaves the %s content', async (_, parameters) => {
    expect(await does(...parameters)).toMatch(/^good/)
  })

  it('tests what it decides', async () => {
    const rules = join(tree.path, 'src/garden/rules.ts')
    await writeFile(rules, readFileSync(rules, 'utf8').replace('until <= now', 'until < now'))
    expect(await does('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'src/garden')).toMatch(
      /^wrong/,
    )
  })

  it('makes no second one, and says what to do', async () => {
    expect(await does('scripts/new-module.ts', 'garden')).toMatch(/^wrong: garden はもうあります[^]*→/)
  })
})
