import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOfTheTree, type TreeCopy } from '../support/tree-copy.ts'

const run = promisify(execFile)
const guide = readFileSync('CONTRIBUTING.md', 'utf8')

/** In `file`, above `line`: and what stands there as code. */
const edits = [...guide.matchAll(/In `([^`]+)`, above `([^`]+)`:\n\n```ts\n([^`]+)```/gu)].map(
  ([, file = '', above = '', code = '']) => ({ file, above, code }),
)
const [, command = '', foretold = ''] =
  /```sh\n(npx vitest [^`]+)\n```\n\n```text\n([^`]+)```/u.exec(guide) ?? []

let tree: TreeCopy
beforeAll(async () => {
  tree = await copyOfTheTree()
})
afterAll(() => tree.remove())

async function does(typed: string): Promise<{ good: boolean; said: string }> {
  const [program = '', ...parameters] = typed.split(' ')
  const env = { PATH: process.env['PATH'], HOME: tree.path }
  const outcome = await run(program, parameters, { cwd: tree.path, env }).then(
    ({ stdout, stderr }) => ({ good: true, said: stdout + stderr }),
    ({ stdout, stderr }) => ({ good: false, said: `${stdout}${stderr}` }),
  )
  return { ...outcome, said: stripVTControlCharacters(outcome.said) }
}

describe('CONTRIBUTING, followed to the letter,', () => {
  it('has an item, its unit in two tables, and a file that carries it with its test', () => {
    expect(edits.map(({ file }) => file)).toEqual([
      'src/catalog/items.ts',
      'src/vault/importers/units.ts',
      'src/portals/resident/data/measures.ts',
      'src/vault/importers/apple-health/read-apple-health.test.ts',
      'src/vault/importers/apple-health/types.ts',
    ])
  })

  it('leads to an item whose tests say what is missing, and then are content', async () => {
    const [item, ...others] = edits
    await tree.edit(item!.file, item!.above, `${item!.code}${item!.above}`)
    const missing = await does(command)
    for (const line of foretold.trim().split('\n')) expect(missing.said).toContain(line)
    expect(missing.good).toBe(false)
    for (const { file, above, code } of others) await tree.edit(file, above, `${code}${above}`)
    expect(await does(command)).toMatchObject({ good: true })
  })
})
