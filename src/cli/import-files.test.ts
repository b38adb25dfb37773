import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'import-test-'))
const command = fileURLToPath(new URL('program.ts', import.meta.url))

const xml = (value: string) =>
  `<HealthData><Record type="HKQuantityTypeIdentifierStepCount" sourceName="iPhone" unit="count" startDate="2026-10-01 08:00:00 +0900" endDate="2026-10-01 08:10:00 +0900" value="1000"/><Record type="HKQuantityTypeIdentifierStepCount" sourceName="iPhone" unit="count" startDate="2026-10-01 09:00:00 +0900" endDate="2026-10-01 09:10:00 +0900" value="${value}"/></HealthData>`

function file(name: string, content: string): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

const good = file('good.xml', xml('2000'))
const mixed = file('mixed.xml', xml('-5'))
const bad = file('bad.zip', 'PK\u0003\u0004 cut')
const missing = join(directory, 'missing.xml')

afterAll(() => {
  rmSync(directory, { recursive: true })
})

/** The command as its own process, with neither server nor database. */
function azukariImport(...options: string[]) {
  const program = `import { azukari } from ${JSON.stringify(command)}
    await azukari().parseAsync(['import', ...process.argv.slice(1)], { from: 'user' })`
  return spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program, '--', ...options],
    {
      encoding: 'utf8',
    },
  )
}

describe('azukari import --dry-run --json', () => {
  it('says per file what it is, how many of each item, from when to when, and what is left out and why', () => {
    const { stdout, status } = azukariImport('--dry-run', '--json', good, mixed)
    const counts = (count: number, last: string) => [
      { item: 'activity.steps', count, first: '2026-09-30T23:00:00.000Z', last, onlyIfChosen: false },
    ]
    const type = 'HKQuantityTypeIdentifierStepCount'
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          file: good,
          ok: true,
          format: 'apple-health',
          counts: counts(2, '2026-10-01T00:10:00.000Z'),
          leftOut: [],
        },
        {
          file: mixed,
          ok: true,
          format: 'apple-health',
          counts: counts(1, '2026-09-30T23:10:00.000Z'),
          leftOut: [{ what: type, because: 'negative-value', count: 1 }],
        },
      ],
    })
    expect(status).toBe(0)
  })

  it('gives each refusal with its reason and goes on with the next file', () => {
    const { stdout, status } = azukariImport('--dry-run', '--json', bad, missing, good)
    const { files } = JSON.parse(stdout) as { files: object[] }
    expect(files).toMatchObject([
      { ok: false, because: 'truncated', ja: expect.stringMatching(/。$/), en: expect.stringMatching(/\.$/) },
      { ok: false, because: 'not-readable' },
      { ok: true },
    ])
    expect(status).toBe(1)
  })
})

describe('azukari import --dry-run', () => {
  it('is readable in Japanese and English', () => {
    const { stdout, stderr, status } = azukariImport('--dry-run', mixed, bad)
    expect(stdout).toContain('歩数 / Steps')
    expect(stdout).toContain('2026-10-01 08:00')
    expect(stdout).toContain('0より小さい値です。')
    expect(stdout).toContain('途中で切れています')
    expect(stderr).toBe('')
    expect(status).toBe(1)
  })
})

describe('azukari import', () => {
  const table = [
    ['without --dry-run', [good], '--dry-run'],
    ['without a file', ['--dry-run'], 'azukari import --dry-run FILE'],
    ['with an option it does not know', ['--dry-run', '--force', good], '--force'],
  ] as const

  it.each(table)('%s says what to do and exits with 2', (_, options, remedy) => {
    const { stdout, stderr, status } = azukariImport(...options)
    expect(stderr).toContain(remedy)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})
