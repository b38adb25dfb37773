import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { allOf } from '../../test/support/all-of.ts'
import { agree, anImport, aUse, aVendor, bytes } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { proven } from '../../test/support/proven.ts'
import { giveConsent, withdrawConsent } from '../consent/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { openPool, withDatabase, type Pool } from '../platform/database/index.ts'
import { hasCode } from '../platform/durable-file.ts'
import { enrolResident, findResident, savePreferences, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { zipOf } from './importers/fixtures.ts'
import {
  confirmDeposit,
  daysOf,
  depositsOf,
  findDeposit,
  holdingsOf,
  readImport,
  undoDeposit,
  type ImportId,
} from './index.ts'
import { agreeToTerms } from '../../test/support/terms.ts'

/** What must never be found. Each is long or odd enough not to lie in a database by chance. */
const planted = {
  name: '美園ミソノ之介',
  kana: 'ミソノミソノノスケ',
  birthDate: '1937-02-27',
  device: 'ミソノ之介のApple Watch',
  file: '書き出し美園.zip',
  steps: ',73519]',
  weight: '73.5190314',
  route: '35.9471203',
  step: '73519',
}
/** A number in binary, as a column of its own would hold it. */
const binary = Buffer.alloc(8)
binary.writeDoubleBE(73.5190314)

const all = { from: '2026-01-01' as LocalDay, to: '2026-12-31' as LocalDay }
let tenant: TestTenant
let residentId: ResidentId
let use: Use
let admins: { data: Pool; keystore: Pool }
let directory: string
let cityKeys: Buffer[]
let previewId: ImportId

beforeAll(async () => {
  tenant = await createTestTenant()
  directory = await mkdtemp(join(tmpdir(), 'azukari-erasure-'))
  await tenant.ring.save(join(directory, 'ring'))
  const ring = JSON.parse(await readFile(join(directory, 'ring'), 'utf8')) as { keys: Record<string, string> }
  cityKeys = Object.values(ring.keys).map((key) => Buffer.from(key, 'base64'))
  const admin = (url: string, login: string) =>
    openPool({ url: withDatabase(url, new URL(login).pathname.slice(1)), name: 'test-admin', max: 1 })
  admins = {
    data: admin(inject('postgresUrl'), tenant.databases.data.personal),
    keystore: admin(inject('keystoreUrl'), tenant.databases.keystore.keystore),
  }
  await live()
})
afterAll(async () => {
  await admins.data.end()
  await admins.keystore.end()
  await tenant.close()
  await rm(directory, { recursive: true })
})

/** A resident does everything there is: joins, deposits, undoes, leaves a preview lying, agrees and stops. */
async function live(): Promise<void> {
  const { name, kana, birthDate } = planted
  residentId = await enrolResident(tenant, { name, kana, birthDate: birthDate as LocalDay })
  await agreeToTerms(tenant, residentId)
  await savePreferences(tenant, residentId, { locale: 'ja-easy', ruby: true, largeText: true })
  use = await aUse(tenant, await aVendor(tenant))
  for (const [at, fate] of (['kept', 'undone', 'preview'] as const).entries()) {
    const file = bytes(planted.file, await exported(at + 1))
    const importId = await anImport(tenant, residentId, file)
    await readImport(tenant, residentId, importId, file)
    if (fate === 'preview') previewId = importId
    else
      expect(
        await confirmDeposit(tenant, residentId, importId, {
          alsoChosen: ['location.route'],
          notWanted: [],
          isMine: true,
        }),
      ).toMatchObject({ ok: true })
    if (fate === 'undone') await undoDeposit(tenant, residentId, importId)
  }
  await agree(tenant, residentId, use)
  await withdrawConsent(
    tenant,
    { residentId, sessionHash: null, channel: 'web' },
    { useId: use.useId, items: null },
  )
}

async function exported(day: number): Promise<Buffer> {
  const at = (minute: number) => `2026-11-0${String(day)} 12:0${String(minute)}:00 +0900`
  const record = (type: string, unit: string, value: string) =>
    `<Record type="HKQuantityTypeIdentifier${type}" sourceName="${planted.device}" unit="${unit}" startDate="${at(0)}" endDate="${at(5)}" value="${value}"/>`
  const xml = `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">
    <Me HKCharacteristicTypeIdentifierDateOfBirth="${planted.birthDate}"/>
    ${record('StepCount', 'count', planted.step)}${record('BodyMass', 'kg', planted.weight)}</HealthData>`
  const gpx = `<gpx><trk><trkseg><trkpt lat="${planted.route}" lon="139.7"><time>2026-11-0${String(day)}T03:00:00Z</time></trkpt></trkseg></trk></gpx>`
  return zipOf({
    'apple_health_export/export.xml': xml,
    'apple_health_export/workout-routes/route_1.gpx': gpx,
  })
}

/** The value itself and whatever can be made of it without the resident's keys, in every writing. */
function formsOf(value: string): Buffer[] {
  const plain = Buffer.from(value)
  const hashes = ['sha256', 'sha1', 'md5', 'sha512'].map((name) => createHash(name).update(plain).digest())
  const keyed = [
    ...cityKeys,
    Buffer.from(residentId),
    Buffer.from(residentId.replaceAll('-', ''), 'hex'),
  ].map((key) => createHmac('sha256', key).update(plain).digest())
  const raw = [plain, Buffer.from(value, 'utf16le'), ...hashes, ...keyed]
  const written = raw.flatMap((form) => [
    form.toString('hex'),
    form.toString('base64').replace(/=+$/, ''),
    form.toString('base64url'),
  ])
  return [...raw, ...written.map((text) => Buffer.from(text))]
}

/** Needles shorter than five bytes would be found by chance. A number alone stands in too many places: its forms only. */
function needles(): [string, Buffer][] {
  const found = Object.entries(planted).flatMap(([what, value]) =>
    formsOf(value)
      .filter((form) => what !== 'step' || form.length > 8)
      .map((form): [string, Buffer] => [what, form]),
  )
  return [
    ...found,
    ['weight as a number', binary],
    ['weight as a number, reversed', Buffer.from(binary).reverse()],
  ]
}

/** The names of what is found in these bytes. */
function foundIn(bytes: Buffer, what = needles()): string[] {
  return [...new Set(what.filter(([, needle]) => bytes.includes(needle)).map(([name]) => name))]
}

/** Every row of every table as text; bytea is in hex there, which is one of the writings. */
async function dump(admin: Pool): Promise<Buffer> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of rows)
    texts.push(
      (await admin.query<{ row: string }>(`select whole::text as row from ${name} as whole`)).rows
        .map(({ row }) => row)
        .join('\n'),
    )
  expect(texts.join('').length).toBeGreaterThan(500)
  return Buffer.from(texts.join('\n'))
}

/** Other tests drop their databases meanwhile: a folder that is gone while it is read is read again. */
async function entriesOf(cluster: string, triesLeft = 20) {
  try {
    return await readdir(cluster, { recursive: true, withFileTypes: true })
  } catch (error) {
    if (triesLeft === 0 || !hasCode(error, 'ENOENT')) throw error
    return entriesOf(cluster, triesLeft - 1)
  }
}

/** Every file of the cluster but those of other databases: tables, the write-ahead log, the server's own log. */
async function filesOf(cluster: string, admin: Pool): Promise<[string, Buffer][]> {
  await admin.query('checkpoint')
  const { rows } = await admin.query<{ oid: string }>(
    'select oid::text from pg_database where datname = current_database()',
  )
  const entries = await entriesOf(cluster)
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !file.includes('/libraries/') &&
        (!file.includes('/base/') || file.includes(`/base/${rows[0]!.oid}/`)),
    )
  const read = files.map(async (file): Promise<[string, Buffer]> => [
    relative(cluster, file),
    await readFile(file).catch(() => Buffer.alloc(0)),
  ])
  return Promise.all(read)
}

async function foundOnDisk(cluster: string, admin: Pool): Promise<string[]> {
  const files = await filesOf(cluster, admin)
  expect(files.some(([name, content]) => name.includes('pg_wal/0') && content.length > 0)).toBe(true)
  const what = [...needles(), ...cityKeys.map((key): [string, Buffer] => ['city key', key])]
  return files.flatMap(([name, content]) => foundIn(content, what).map((found) => `${name}: ${found}`))
}

describe('Nothing of a resident can be read without their keys', () => {
  test('the resident sees it all, so it is there', async () => {
    expect((await findResident(tenant, residentId))?.identity.reveal().name).toBe(planted.name)
    const days = await allOf(daysOf(tenant, residentId, 'activity.steps', all))
    expect(days.map(({ figure }) => figure.value)).toEqual([73519])
    const routes = await allOf(daysOf(tenant, residentId, 'location.route', all))
    expect(routes[0]?.documents[0]?.text).toContain(planted.route)
    expect((await depositsOf(tenant, residentId))[0]?.summary?.fileName).toBe(planted.file)
  })

  test('not in a dump of the data', async () => {
    expect(foundIn(await dump(admins.data))).toEqual([])
  })

  test('not in a dump of the key store', async () => {
    expect(foundIn(await dump(admins.keystore))).toEqual([])
  })

  test('not in any file of the data, its log included', async () => {
    expect(await foundOnDisk(inject('postgresDirectory'), admins.data)).toEqual([])
  }, 60_000)

  test('not in any file of the key store', async () => {
    expect(await foundOnDisk(inject('keystoreDirectory'), admins.keystore)).toEqual([])
  }, 60_000)

  test('and the search finds what lies in clear or as a hash, in tables and in files', async () => {
    await admins.data.query('create table public.leak (text text, bytes bytea, hash bytea, number float8)')
    const sha256 = createHash('sha256').update(planted.birthDate).digest()
    const leaked = [planted.device, Buffer.from(planted.name), sha256, 73.5190314]
    const leak = () => admins.data.query('insert into public.leak values ($1, $2, $3, $4)', leaked)
    await leak()
    expect(foundIn(await dump(admins.data)).sort()).toEqual(['birthDate', 'device', 'name', 'weight'])
    // Once more: other tests write to this cluster, and a checkpoint may have thrown away the log of a moment ago.
    await leak()
    const found = await foundOnDisk(inject('postgresDirectory'), admins.data)
    for (const what of ['birthDate', 'device', 'name', 'weight as a number, reversed'])
      expect(
        found.filter((place) => place.endsWith(`: ${what}`)).map((place) => place.replace(/\/[^/]*:/, ':')),
      ).toEqual(expect.arrayContaining([expect.stringContaining('base'), expect.stringContaining('pg_wal')]))
    await admins.data.query('drop table public.leak')
  }, 60_000)
})

describe('Once the keys are destroyed', () => {
  test.each([
    ['those of values and identity', ['values', 'identity'] as const],
    ['all of them', ['values', 'identity', 'records'] as const],
  ])('%s, no door gives anything', async (_, kinds) => {
    await tenant.keys.destroy(residentId, kinds)
    const no = { ok: false, because: 'not-found' }
    expect([
      await findResident(tenant, residentId),
      await allOf(daysOf(tenant, residentId, 'activity.steps', all)),
      await holdingsOf(tenant, residentId),
      await depositsOf(tenant, residentId),
      await findDeposit(tenant, residentId, previewId),
      await confirmDeposit(tenant, residentId, previewId, { alsoChosen: [], notWanted: [], isMine: true }),
    ]).toEqual([undefined, [], [], [], undefined, no])
    const by = { residentId, sessionHash: null, channel: 'web' as const }
    if ((kinds as readonly string[]).includes('records'))
      expect(
        await giveConsent(tenant, proven(by), { useId: use.useId, versionShown: 1, items: ['body.weight'] }),
      ).toEqual(no)
  })

  test('the sealed bytes that are left open with nothing that is left', async () => {
    const { rows } = await admins.data.query<{ body: Buffer }>(
      'select body from vault.envelopes where resident_id = $1',
      [residentId],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(await tenant.keys.find(residentId)).toBeUndefined()
    for (const key of cityKeys)
      for (const { body } of rows) {
        expect(() => tenant.ring.unwrap(tenant.ring.currentId, body.subarray(2), residentId)).toThrow()
        expect(body.includes(key)).toBe(false)
      }
  })
})
