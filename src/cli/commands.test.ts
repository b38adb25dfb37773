import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { typing as typingWith } from '../../test/support/typing.ts'
import { databaseProblem } from './database-problem.ts'
import { azukari } from './program.ts'

const directory = mkdtempSync(join(tmpdir(), 'azukari-commands-'))
const data = join(directory, 'data')
afterAll(() => rmSync(directory, { recursive: true }))

const two = { ja: 'あおば野市', en: 'Aobano City' }
const city = { name: two, contact: { name: two, phone: '048-000-0000', hours: two } }
const tenants = join(directory, 'tenants.json')
writeFileSync(tenants, JSON.stringify([{ id: 'aobano', hosts: ['azukari.example.jp'], city }]))

const typing = (typed: string, settings: Record<string, string> = {}) =>
  typingWith(typed, { AZUKARI_DATA: data, ...settings })

const demo = { AZUKARI_MODE: 'demo' }
const gone = {
  ...demo,
  DATABASE_URL: 'postgres://azukari:geheim@127.0.0.1:1/',
  AZUKARI_KEYSTORE_URL: 'postgres://azukari:geheim@127.0.0.1:2/',
}
const production = {
  AZUKARI_MODE: 'production',
  DATABASE_URL: gone.DATABASE_URL,
  AZUKARI_KEYSTORE_URL: gone.AZUKARI_KEYSTORE_URL,
  AZUKARI_CITY_KEYS: join(directory, 'city-keys'),
  AZUKARI_PUBLIC_URL: 'https://azukari.example.jp',
  AZUKARI_TENANTS: tenants,
}

describe('A command typed wrongly', () => {
  const table = [
    // typed               Japanese first                          and in English
    ['frobnicate', 'frobnicate という命令はありません。', "unknown command 'frobnicate'"],
    ['seeed', 'seeed という命令はありません。', 'Did you mean seed?'],
    ['doctor --loud', '--loud という指定はありません。', "unknown option '--loud'"],
    ['token', '--as <name> を指定してください。', "required option '--as <name>'"],
    ['token --as', '--as <name> に値を付けてください。', 'argument missing'],
    ['migrate now', '余分な語があります。', 'too many arguments'],
  ] as const

  it.each(table)('azukari %s: %s', async (typed, japanese, english) => {
    const { stdout, stderr, status } = await typing(typed)
    const [first, second] = stderr.split('\n')
    expect([first, stderr]).toEqual([japanese, expect.stringContaining(english)])
    expect(second).toMatch(/^error: /)
    expect(stderr).toMatch(/→ azukari( \w+)? --help\n$/)
    expect([stdout, status]).toEqual(['', 2])
  })
})

/** `city-keys create`: every command with those it stands under, but not what is only a heading for others. */
const commands = azukari().commands.flatMap((command) =>
  command.commands.length === 0
    ? [command.name()]
    : command.commands.filter((one) => one.name() !== 'help').map((one) => `${command.name()} ${one.name()}`),
)
/** Until it is stopped. */
const runsOn = ['start', 'serve', 'standby']

describe('azukari --help', () => {
  it('is in both languages', async () => {
    const { stdout, status } = await typing('--help')
    for (const words of [
      '使い方 · Usage:',
      '指定 · Options:',
      '命令 · Commands:',
      'この説明を表示 · show this help',
    ])
      expect(stdout).toContain(words)
    expect(stdout).not.toContain('display help')
    expect(status).toBe(0)
  })

  it.each(['', ...commands])('azukari %s lists what it ends with, once', async (command) => {
    const { stdout } = await typing(`${command} --help`)
    const [line, ...more] = stdout.split('\n').filter((one) => one.startsWith('終了コード · exit codes: '))
    for (const code of ['0 ', '1 ', '2 ', '3 ']) expect(line).toContain(code)
    expect(more).toEqual([])
  })

  it.each(commands.filter((command) => !runsOn.includes(command)))(
    'azukari %s ends by itself, so it can say JSON',
    async (command) => {
      const remedy = '→ give it --json, or name it in runsOn where it runs until it is stopped'
      expect((await typing(`${command} --help`)).stdout, remedy).toContain('--json')
    },
  )

  it.each(azukari().commands.map((command) => command.name()))('azukari %s stands in the README', (name) => {
    const table = readFileSync('README.md', 'utf8').split('## コマンド · Commands')[1]
    expect(table, '→ README.md, Commands: name it, and the settings it needs').toContain(`\`${name}`)
  })

  it('is shown to who names no command, which is no success', async () => {
    const { stderr, status } = await typing('')
    expect(stderr).toContain('命令 · Commands:')
    expect(status).toBe(2)
  })
})

describe('A command that lacks its settings', () => {
  const needed = ['AZUKARI_MODE', 'DATABASE_URL', 'AZUKARI_KEYSTORE_URL']
  const table = [
    // typed          settings                                               names
    ['migrate', {}, needed],
    ['upgrade', {}, needed],
    ['seed', {}, needed],
    ['serve', {}, needed],
    ['city-keys create', {}, ['AZUKARI_MODE']],
    ['seed', demo, ['DATABASE_URL', 'AZUKARI_KEYSTORE_URL']],
    ['serve', { ...demo, DATABASE_URL: gone.DATABASE_URL }, ['AZUKARI_KEYSTORE_URL']],
  ] as const

  it.each(table)('azukari %s with %o names all of them', async (typed, settings, names) => {
    const { stdout, stderr, status } = await typing(typed, settings)
    const named = [...stderr.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, variable]) => variable)
    expect(named).toEqual(names)
    expect(stderr).toContain('docs/configuration.md')
    expect([stdout, status]).toEqual(['', 2])
    expect(existsSync(data)).toBe(false)
  })
})

describe('A command whose place for data is a file', () => {
  it.each(['start', 'seed', 'serve', 'token --as hanako', 'import --as hanako file.xml', 'city-keys create'])(
    'azukari %s says so together with what else is wrong',
    async (typed) => {
      const { stderr, status } = await typing(typed, {
        ...gone,
        AZUKARI_DATA: tenants,
        AZUKARI_LOG_LEVEL: 'x',
      })
      expect(stderr).toContain('AZUKARI_DATA: 書き込めるフォルダーの場所にしてください')
      expect(stderr).toContain('AZUKARI_LOG_LEVEL: ')
      expect(status).toBe(2)
    },
  )
})

describe('A command that meets no database', () => {
  it.each(['migrate', 'upgrade', 'seed', 'serve', 'rotate-keys', 'start'])(
    'azukari %s says what to look at',
    async (typed) => {
      const { stdout, stderr, status } = await typing(typed, gone)
      const said = stdout + stderr
      expect(said).toContain('データベースにつながりません（ECONNREFUSED）')
      expect(said).toContain('Check DATABASE_URL and AZUKARI_KEYSTORE_URL')
      expect(said).not.toMatch(/geheim| at .*\.ts:/)
      expect(status).toBe(1)
    },
  )

  it.each([
    ['28P01', /azukari migrate/],
    ['3D000', /azukari migrate/],
    ['42P01', /azukari migrate/],
    ['57P03', /azukari doctor/],
  ])('%s has its remedy', (code, remedy) => {
    const told = databaseProblem(Object.assign(new Error('no'), { code }))
    expect(told?.ja).toMatch(remedy)
    expect(told?.en).toMatch(remedy)
  })

  it.each([['23505'], ['ENOSPC']])('%s is no such thing, and stays a fault', (code) => {
    expect(databaseProblem(Object.assign(new Error('no'), { code }))).toBeUndefined()
    expect(databaseProblem(new Error('no'))).toBeUndefined()
  })
})

describe('azukari serve', () => {
  it('names a port that is taken', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = z.object({ port: z.int() }).parse(other.address())
    const { stderr, status } = await typing('serve', { ...gone, PORT: String(port) })
    expect(stderr).toContain(`Port ${port} is taken`)
    expect(status).toBe(1)
    other.close()
  })
})

describe('azukari token', () => {
  it('tells who has no demo running to start it', async () => {
    const { stderr, status } = await typing('token --as midori-pharmacy')
    expect(stderr).toContain('Run ./start first')
    expect(status).toBe(1)
  })

  it('tells whom one can be', async () => {
    const { stderr, status } = await typing('token --as nobody')
    expect(stderr).toContain('--as takes: hanako | ')
    expect(status).toBe(2)
  })

  it('is for the demo only', async () => {
    const { stderr, status } = await typing('token --as hanako', production)
    expect(stderr).toContain('demo モードだけの命令です。')
    expect(status).toBe(2)
  })
})

describe('azukari city-keys create', () => {
  it('makes each ring once, and says in JSON where', async () => {
    const elsewhere = { ...demo, AZUKARI_DATA: join(directory, 'elsewhere') }
    const made = await typing('city-keys create --json', elsewhere)
    const ring = join(elsewhere.AZUKARI_DATA, 'city-keys', 'aobano.json')
    expect([JSON.parse(made.stdout), made.status]).toEqual([{ created: [ring] }, 0])
    const again = await typing('city-keys create --json', elsewhere)
    expect([JSON.parse(again.stdout), again.status]).toEqual([{ created: [] }, 0])
  })
})
