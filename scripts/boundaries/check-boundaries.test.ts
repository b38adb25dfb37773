import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../architecture.mjs'

const run = promisify(execFile)
let copy: string

/** A small city with every folder of the table, in which each wrong import is planted by itself. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'azukari-boundaries-'))
  for (const path of ['scripts', 'architecture.mjs', 'tsconfig.json', 'package.json']) {
    await cp(path, join(copy, path), { recursive: true })
  }
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
  for (const name of Object.keys(modules)) {
    await plant(`src/${name}/README.md`, '')
    await plant(`src/${name}/index.ts`, `export const ${name} = 1\n`)
  }
  await plant('src/platform/database/index.ts', 'export const pool = 1\n')
  const visits = [...Object.keys(modules).map((name) => [name, name]), ['pool', 'platform/database']]
  const visitor = visits.map(([name, door]) => `import { ${name} } from '../src/${door}/index.ts'`)
  await plant('test/visitor.ts', visitor.join('\n'))
  await plant('src/catalog/b.ts', `import './a.ts'\n`)
  await plant('src/catalog/a.ts', 'export {}\n')
  await plant('src/portals/paths.ts', `export const paths = { companies: '/companies' }\n`)
  await plant('src/portals/b.ts', `export const path = '/companies-of-ours'\n`)
  await plant('src/main.ts', 'export {}\n')
  await plant('src/consent/store.ts', 'export {}\n')
  await plant('src/vault/envelope.ts', 'export const envelope = 1\n')
})
afterAll(() => rm(copy, { recursive: true, force: true }))

/** A path without an ending is a folder. */
async function plant(path: string, text: string) {
  if (!path.includes('.')) return mkdir(join(copy, path), { recursive: true })
  await mkdir(dirname(join(copy, path)), { recursive: true })
  await writeFile(join(copy, path), text)
}

async function checkBoundaries(): Promise<string> {
  return run(process.execPath, ['--import', 'tsx', 'scripts/check-boundaries.ts'], { cwd: copy }).then(
    ({ stdout }) => `good: ${stdout}`,
    ({ stdout, stderr }) => `wrong:\n${stdout}${stderr}`,
  )
}

describe('The boundaries', { timeout: 60_000 }, () => {
  it('are content with a city in order', async () => {
    expect(await checkBoundaries()).toMatch(/^good: \d\d modules seen, 0 against the table/)
  })

  describe('catch', () => {
    let answer: string
    beforeAll(async () => {
      for (const [, path, code] of wrong) await plant(path, `${code}\n`)
      await rm(join(copy, 'src/review/README.md'))
      await rm(join(copy, 'src/review/index.ts'))
      answer = await checkBoundaries()
    })

    const where = (line = '') => line.replace(/:\d+$/, '')

    it('something', () => expect(answer).toMatch(/^wrong/))

    it.each(wrong)('%s', (_, path, __, caughtBy) => {
      const lines = answer.split('\n')
      const at = lines.findIndex((line, index) => where(lines[index - 1]) === path && line.includes(caughtBy))
      expect(lines.slice(at - 1, at + 2)).toEqual([
        path.includes('.') ? `${path}:1` : path,
        expect.stringContaining(caughtBy),
        expect.stringMatching(/^ {2}→ \S.+\.$/),
      ])
    })

    it('a folder without its README or its door', () => {
      expect(answer).toContain('src/review\n  README.md is missing')
      expect(answer).toContain('src/review\n  index.ts is missing')
    })
  })
})

const wrong = [
  // what is planted, where, the code, and the rule that catches it
  [
    'a ground module that knows a domain',
    'src/platform/a.ts',
    `import '../consent/index.ts'`,
    'platform-uses-only',
  ],
  [
    'a domain that asks one it may not',
    'src/vendors/a.ts',
    `import '../consent/index.ts'`,
    'vendors-uses-only',
  ],
  [
    'an import of types alone',
    'src/proof/a.ts',
    `import type { vault } from '../vault/index.ts'\nexport type A = typeof vault`,
    'proof-uses-only',
  ],
  [
    'a way around the door',
    'src/exchange/a.ts',
    `import '../vault/envelope.ts'`,
    'vault-only-through-its-door',
  ],
  [
    'the vault opened by another page',
    'src/portals/vendor/a.ts',
    `import '../../vault/index.ts'`,
    'only-the-gate-and-own-pages',
  ],
  [
    'the vault opened where the service is put together',
    'src/main.ts',
    `import './vault/index.ts'`,
    'only-the-gate-and-own-pages',
  ],
  ['a page used by a domain', 'src/consent/a.ts', `import '../portals/index.ts'`, 'consent-uses-only'],
  ['a cycle', 'src/catalog/a.ts', `import './b.ts'`, 'no-cycles'],
  ['the wiring imported', 'src/supervisor/a.ts', `import '../main.ts'`, 'nobody-imports-the-wiring'],
  ['a rule that reads a file', 'src/consent/one/rules.ts', `import 'node:fs'`, 'rules-are-pure'],
  [
    'a rule that reads the database',
    'src/consent/two/rules.ts',
    `import '../../platform/database/index.ts'`,
    'rules-are-pure',
  ],
  ['a rule that reads its store', 'src/consent/three/rules.ts', `import '../store.ts'`, 'rules-are-pure'],
  ['an import of nothing', 'src/consent/b.ts', `import './nothing.ts'`, 'no-unresolved-imports'],
  [
    'SQL on another schema',
    'src/consent/store.ts',
    'export const sql = `select 1 from vault.envelopes`',
    'names vault.envelopes',
  ],
  [
    'an address outside of paths.ts',
    'src/portals/a.tsx',
    `const a = <a href="/companies/1">`,
    'the address of a page',
  ],
  [
    'one that is put together',
    'src/exchange/b.ts',
    'const b = `/companies?by=${1}`',
    'the address of a page',
  ],
  [
    'a door that offers what nobody takes',
    'src/copies/index.ts',
    'export const copies = 1, rest = 2',
    'nobody imports rest through this door',
  ],
  ['a folder without a line', 'src/unheard', '', 'this folder is not in the table'],
] as const
