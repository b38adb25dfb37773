import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyOf, flipBit, rewrite, signAnew } from '../../test/support/forged-export.ts'
import {
  aLeavingCity,
  manifestIn,
  textsIn,
  type Arrival,
  type LeavingCity,
} from '../../test/support/leaving-city.ts'
import { makeIdentity, readIdentities } from '../backup/index.ts'
import { databasesOf, openPool } from '../platform/database/index.ts'
import { kinds } from './kinds.ts'
import { formatVersion } from './manifest.ts'

let city: LeavingCity
let folder: string
let arrival: Arrival

beforeAll(async () => {
  city = await aLeavingCity()
  await city.endLeases()
  folder = (await city.leave()).folder
  arrival = city.arrival()
})
afterAll(() => city.close())

/** Takes it in, and says why not; whatever was wrong, there is nobody in the city afterwards, and nothing beside it. */
async function refusalOf(path: string, changed = {}): Promise<string> {
  const refused = await arrival.takeIn(path, changed).then(
    () => 'taken in',
    (fault: unknown) => (fault instanceof Error ? fault.message : String(fault)),
  )
  const admin = openPool({ url: arrival.provision.dataAdmin, name: 'test', max: 1 })
  const { rows } = await admin.query<{ datname: string }>(
    'select datname from pg_database where datname like $1',
    [`azukari_${arrival.provision.tenant}%.%`],
  )
  await admin.end()
  expect(rows).toEqual([])
  return refused
}

const parsed = (line: string | undefined) => JSON.parse(line ?? '') as Record<string, unknown>

describe('An export that is not as it was written is refused, and its remedy named', () => {
  it.each(kinds.map(({ name }) => [`${name}.ndjson.zst.age`]))('one bit of %s', async (file) => {
    const copy = await copyOf(folder)
    await flipBit(copy, file)
    const refused = await refusalOf(copy)
    expect(refused).toContain(file)
    expect(refused).toContain('Copy it again')
  })

  it.each(['manifest.json', 'manifest.note'])('one bit of %s', async (file) => {
    const copy = await copyOf(folder)
    await flipBit(copy, file)
    expect(await refusalOf(copy)).toMatch(/Take it anew|Copy it again/)
  })

  it.each(['grants.ndjson.zst.age', 'manifest.json', 'manifest.note'])('without %s', async (file) => {
    const copy = await copyOf(folder)
    await rm(join(copy, file))
    expect(await refusalOf(copy)).toMatch(/Take it anew|Copy it again|is no export/)
  })

  it('a count in the manifest, changed by somebody without the key of the log', async () => {
    const copy = await copyOf(folder)
    const manifest = await manifestIn(copy)
    const files = (manifest['files'] as { lines: number }[]).map((one) => ({ ...one, lines: one.lines + 1 }))
    await writeFile(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, files }))
    expect(await refusalOf(copy)).toContain('somebody has changed')
  })

  it('somebody else’s identity', async () => {
    const file = join(city.directory, 'foreign.txt')
    await makeIdentity(file)
    const refused = await refusalOf(folder, { identities: await readIdentities(file) })
    expect(refused).toContain('--identity')
  })

  it('another key of the log than the one that is known from elsewhere', async () => {
    expect(await refusalOf(folder, { logKey: 'kitano.example/log+00000000+AAAA' })).toContain('--log-key')
  })

  it('a place where there is none', async () => {
    expect(await refusalOf(join(city.directory, 'nowhere'))).toContain(
      'Name a folder that azukari export wrote',
    )
  })
})

describe('Nor is one taken in that says what cannot be, whoever signed it', () => {
  const forgeries: [what: string, forge: (copy: string) => Promise<void>, because: string][] = [
    [
      'an unknown version of the format',
      (copy) => signAnew(city, copy, (manifest) => ({ ...manifest, version: formatVersion + 1 })),
      `is of format ${String(formatVersion + 1)}`,
    ],
    [
      'an unknown field in the manifest',
      (copy) => signAnew(city, copy, (manifest) => ({ ...manifest, extra: true })),
      'manifest.json',
    ],
    [
      'a copy, which lacks the key of the log',
      (copy) => signAnew(city, copy, (manifest) => ({ ...manifest, purpose: 'copy' })),
      'azukari export --moving',
    ],
    [
      'a kind that is not listed',
      (copy) =>
        signAnew(city, copy, ({ files, ...manifest }) => ({
          ...manifest,
          files: files.filter(({ name }) => name !== 'erasures'),
        })),
      'erasures.ndjson.zst.age',
    ],
    [
      'a kind that is listed twice',
      (copy) =>
        signAnew(city, copy, ({ files, ...manifest }) => ({ ...manifest, files: [...files, files[0]] })),
      'residents.ndjson.zst.age',
    ],
    [
      'a line taken out',
      (copy) => rewrite(city, copy, 'grants', (lines) => lines.slice(1), false),
      'manifest says',
    ],
    [
      'a field that nobody knows',
      (copy) =>
        rewrite(city, copy, 'preferences', ([line]) => [JSON.stringify({ ...parsed(line), colour: 'red' })]),
      'line 1: colour',
    ],
    [
      'a field that is missing',
      (copy) =>
        rewrite(city, copy, 'preferences', ([line]) => [
          JSON.stringify({ ...parsed(line), locale: undefined }),
        ]),
      'line 1: locale',
    ],
    [
      'a line that is cut off',
      (copy) => rewrite(city, copy, 'residents', ([first = '', ...rest]) => [first.slice(0, 30), ...rest]),
      'line 1',
    ],
    [
      'an erased resident whose name stands there',
      (copy) =>
        rewrite(city, copy, 'residents', (lines) =>
          lines.map((line) =>
            line.includes(city.erased)
              ? JSON.stringify({
                  ...parsed(line),
                  identity: { open: { name: 'a', kana: 'b', birthDate: '2000-01-01' } },
                })
              : line,
          ),
        ),
      'do not agree',
    ],
    [
      'a resident without keys of their own',
      (copy) =>
        rewrite(city, copy, 'resident-keys', (lines) =>
          lines.filter((line) => !line.includes(city.people[1]!)),
        ),
      'do not agree',
    ],
    [
      'a consent that nobody gave',
      (copy) =>
        rewrite(city, copy, 'consent-events', (lines) =>
          lines.map((line) => line.replace('"kind":"withdrawn"', '"kind":"refused"')),
        ),
      'azukari verify-log where it came from',
    ],
    [
      'another secret of the log',
      (copy) =>
        rewrite(city, copy, 'secrets', (lines) =>
          lines.map((line) =>
            line.includes('log-signing')
              ? JSON.stringify({ ...parsed(line), secret: '07'.repeat(32) })
              : line,
          ),
        ),
      'azukari verify-log where it came from',
    ],
  ]
  it.each(forgeries)('%s', async (_, forge, because) => {
    const copy = await copyOf(folder)
    await forge(copy)
    expect(await refusalOf(copy)).toContain(because)
  })

  it('and no line of it stands in what is said', async () => {
    const copy = await copyOf(folder)
    await rewrite(city, copy, 'residents', ([line = '']) => [line.replace('"joinedAt":"2', '"joinedAt":"x')])
    expect(await refusalOf(copy)).not.toMatch(/青葉|アオバ/)
  })
})

describe('A copy', () => {
  it('has no secret of the log, and either has what cards are hashed under and no other secret', async () => {
    await city.owner.query('delete from platform.moved_away')
    const [copy, move] = [await city.leave('copy'), await city.leave('move')]
    const secretsIn = async ({ folder }: { folder: string }) =>
      ((await textsIn(folder, city.identities)).get('secrets') ?? '')
        .trim()
        .split('\n')
        .map((line) => parsed(line)['name'])
    expect(await secretsIn(copy)).toEqual(['card-numbers', 'resident-search'])
    expect(await secretsIn(move)).toEqual(['card-numbers', 'log-signing/1', 'resident-search'])
  })

  it('is not written where the key store has a secret of which nobody knows what becomes of it', async () => {
    await city.tenant.keys.serviceSecret('unheard-of', () => Buffer.alloc(32, 7), new Date())
    await expect(city.leave('copy')).rejects.toThrow('unheard-of')
  })
})

describe('A city with residents', () => {
  it('takes nobody’s place, and stays as it is', async () => {
    const lived = city.arrival()
    await lived.takeIn(folder)
    await expect(lived.takeIn(folder)).rejects.toThrow('has residents already')
    const owner = openPool({ url: databasesOf(lived.provision).data.migrate, name: 'test', max: 1 })
    const files = (await manifestIn(folder))['files'] as { name: string; lines: number }[]
    const taken = files.find(({ name }) => name === 'residents')?.lines
    expect((await owner.query('select from residents.residents')).rowCount).toBe(taken)
    await owner.end()
    expect(await readdir(folder)).toContain('manifest.json')
  })
})
