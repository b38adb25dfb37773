import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOfTheTree, type TreeCopy } from '../support/tree-copy.ts'

describe('scripts/new-module garden, in a copy of the tree,', () => {
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
