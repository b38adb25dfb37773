import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { typing } from '../../test/support/typing.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { people, seedCity } from '../seed/index.ts'
import { depositsOf } from '../vault/index.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
  await seedCity(city.tenant, join(city.config.dataDirectory, 'demo-keys'))
}, startingMs)
afterAll(() => city.close())

const residentOf = (handle: string) => people.find((person) => person.handle === handle)!
const cycle = `<Record type="HKCategoryTypeIdentifierMenstrualFlow" sourceName="App" startDate="2026-10-01 12:00:00 +0900"
  endDate="2026-10-01 12:10:00 +0900" value="HKCategoryValueMenstrualFlowLight"/>`
const steps = (
  count: number,
) => `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count"
  startDate="2026-10-01 08:00:00 +0900" endDate="2026-10-01 08:10:00 +0900" value="${String(count)}"/>`

async function file(name: string, ...records: string[]): Promise<string> {
  const path = join(city.config.dataDirectory, name)
  await writeFile(path, `<HealthData>${records.join('')}</HealthData>`)
  return path
}

const azukari = (typed: string, changed: NodeJS.ProcessEnv = {}) =>
  typing(typed, { ...city.environment, ...changed })

/** Each of this person's deposits: how it stands, and what is kept of it. */
async function standOf(handle: string) {
  const deposits = await depositsOf(city.tenant, residentOf(handle).residentId)
  return deposits.map(({ state, summary }) => [state, ...(summary?.chosen ?? [])])
}

describe('azukari seed', () => {
  it('says in JSON who is there, also when they were there before', async () => {
    const { stdout, status } = await azukari('seed --json')
    expect(JSON.parse(stdout)).toEqual({
      people: people.map(({ handle }) => handle),
      companies: ['midori-pharmacy', 'hidamari-market'],
    })
    expect(status).toBe(0)
  })
})

describe('azukari import --as', () => {
  it('shows what a file holds, keeps it for this person, and leaves what is sensitive out', async () => {
    const path = await file('mine.xml', steps(1000), cycle)
    const { stdout, stderr, status } = await azukari(`import --as mika ${path}`)
    expect(stdout).toContain('歩数 / Steps')
    expect(stdout).toContain('--also reproductive.cycle')
    expect(stdout).toMatch(
      /✓ お預かりしました: 歩数\n.*Deposited: Steps\n.*http:\/\/localhost:\d+\/deposits\//,
    )
    expect([stderr, status]).toEqual(['', 0])
    expect(await standOf('mika')).toEqual([['live', 'activity.steps']])
  })

  it('keeps what is sensitive when it is named', async () => {
    const path = await file('cycle.xml', cycle)
    const left = await azukari(`import --as maria ${path}`)
    expect(left).toMatchObject({ status: 1, stdout: expect.stringContaining('--also reproductive.cycle') })
    expect(await azukari(`import --as maria --also reproductive.cycle ${path}`)).toMatchObject({ status: 0 })
    expect(await standOf('maria')).toEqual([['live', 'reproductive.cycle'], ['discarded']])
  })

  it('says one JSON object per file, and goes on after a refusal', async () => {
    const [first, second] = [await file('1.xml', steps(1)), await file('2.xml', steps(2))]
    const { stdout, status } = await azukari(`import --as kenta --json ${first} ${first} missing ${second}`)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { file: first, ok: true, kept: ['activity.steps'], counts: [{ item: 'activity.steps', count: 1 }] },
      { file: first, ok: false, because: 'already-deposited', en: expect.stringContaining('already') },
      { file: 'missing', ok: false, because: 'not-readable' },
      { file: second, ok: true, address: expect.stringContaining('/deposits/') },
    ])
    expect(status).toBe(1)
  })

  it('refuses a file that seems to be somebody else’s, keeps nothing of it, and leads to the page', async () => {
    const born = '<Me HKCharacteristicTypeIdentifierDateOfBirth="1990-02-02"/>'
    const path = await file('theirs.xml', born, steps(3000))
    const { stdout, status } = await azukari(`import --as ichiro ${path}`)
    expect(stdout).toContain('ファイルの持ち主が、あなたと違うようです')
    expect(stdout).toMatch(/→ .*http:\/\/localhost:\d+\/deposits/)
    expect(stdout).not.toContain('1990')
    expect(status).toBe(1)
    expect((await standOf('ichiro'))[0]).toEqual(['discarded'])
  })

  it('takes no file that is larger than the page takes', async () => {
    const path = await file('large.xml', ' '.repeat(1024 * 1024 + 1))
    const { stdout, status } = await azukari(`import --as hanako ${path}`, { AZUKARI_UPLOAD_LIMIT_MIB: '1' })
    expect(stdout).toContain('The file is too large.')
    expect(status).toBe(1)
    expect(await standOf('hanako')).toEqual([])
  })
})

describe('azukari import --as refuses', () => {
  it.each([
    ['somebody who is not there', '--as nobody', 'hanako | ichiro'],
    ['a company', '--as midori-pharmacy', 'hanako | ichiro'],
    ['an item that is none', '--as hanako --also activity.stepz', 'reproductive.cycle'],
    ['a number that is none', '--as hanako --person one', '--person'],
    ['to look and to keep at once', '--as hanako --dry-run', '--dry-run'],
  ])('%s', async (_, options, remedy) => {
    const { stdout, stderr, status } = await azukari(`import ${options} file.xml`)
    expect(stderr).toContain(remedy)
    expect([stdout, status]).toEqual(['', 2])
  })

  it('to act for anybody in production', async () => {
    const production = {
      AZUKARI_MODE: 'production',
      AZUKARI_PUBLIC_URL: 'https://localhost',
      AZUKARI_CITY_KEYS: join(city.config.dataDirectory, 'city-keys'),
    }
    const { stdout, stderr, status } = await azukari('import --as hanako file.xml', production)
    expect(stderr).toContain('demo モードだけ')
    expect(stderr).toContain('--dry-run')
    expect([stdout, status]).toEqual(['', 2])
  })

  it('where no demo runs', async () => {
    const { stderr, status } = await typing('import --as hanako file.xml', {
      AZUKARI_DATA: join(city.config.dataDirectory, 'nobody-runs-here'),
    })
    expect(stderr).toContain('Run ./start first')
    expect(status).toBe(1)
  })
})

describe('azukari verify-log', () => {
  it('holds the log against its records, also after azukari rotate-log-key', async () => {
    const [first] = await logEverything(city.tenant)
    const { stdout: renewed, status } = await azukari('rotate-log-key --json')
    expect(status).toBe(0)
    const [{ key }] = JSON.parse(renewed) as [{ key: string }]
    const keys = await logEverything(city.tenant)
    expect(keys.map(String)).toEqual([String(first), key])
    const whole = await azukari('verify-log')
    expect(whole).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^✓ \w+: ログ \d+ 件、記録 \d+ 件/u),
    })
    const [audit] = JSON.parse((await azukari('verify-log --json')).stdout) as [
      { leaves: number; records: number },
    ]
    expect(audit.leaves).toBeGreaterThan(0)
    expect(audit.records).toBe(audit.leaves)
  })

  it('takes a checkpoint that was kept, and no other file', async () => {
    const path = join(city.config.dataDirectory, 'kept.note')
    await writeFile(path, 'nothing')
    const spoilt = await azukari(`verify-log --checkpoint ${path}`)
    expect(spoilt).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no checkpoint of a city here'),
    })
    expect(await azukari(`verify-log --checkpoint ${path}-not-there`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('there is no such file'),
    })
    const { rows } = await city.tenant.database.query<{ note: string }>(
      'select note from proof.checkpoints order by size desc limit 1',
    )
    await writeFile(path, rows[0]!.note)
    expect(await azukari(`verify-log --checkpoint ${path}`)).toMatchObject({ status: 0 })
    await writeFile(path, rows[0]!.note.replace(/\n\d+\n/u, '\n99999\n'))
    expect(await azukari(`verify-log --checkpoint ${path}`)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('not signed by a key of the log'),
    })
  })
})
