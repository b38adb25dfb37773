import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBackedUpCity, type BackedUpCity } from '../../test/support/backed-up-city.ts'
import { dayMs } from '../kernel/index.ts'
import { dropBeside } from '../platform/database/index.ts'
import { CityKeyRing } from '../platform/keys/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { checkFiles } from './check-files.ts'
import { makeIdentity, readIdentities } from './identity.ts'
import { manifestSecret } from './manifest-secret.ts'
import { sealOfManifest } from './manifest.ts'
import { restoreBeside, type RestoreOptions } from './restore-beside.ts'
import { restoreCity } from './restore-city.ts'

let city: BackedUpCity
beforeAll(async () => {
  city = await aBackedUpCity()
})
afterAll(() => city.close())

/** Flips one bit somewhere in a file while `look` looks. */
async function flipped<T>(file: string, look: () => Promise<T>, at?: number): Promise<T> {
  const good = await readFile(file)
  const bad = Buffer.from(good)
  const place = at ?? randomBytes(4).readUInt32BE() % bad.length
  bad[place] = (bad[place] ?? 0) ^ (1 << (place % 8))
  await writeFile(file, bad)
  return look().finally(() => writeFile(file, good))
}

describe('One flipped bit', () => {
  it('in any file of either backup is found, and the file named, before anything is loaded', async () => {
    const options = await city.takeBoth()
    const there = await city.databases()
    for (const [folder, kind] of [
      [options.data, 'data'],
      [options.keys, 'keys'],
    ] as const)
      for (const name of await readdir(folder)) {
        const found = await flipped(
          join(folder, name),
          () => checkFiles(folder, kind),
          name === 'manifest.seal' ? 20 : undefined,
        )
        expect([name, found]).toEqual([name, { ok: false, damaged: [expect.stringContaining(name)] }])
        const refused = flipped(
          join(folder, name),
          () => restoreBeside(options, 'test'),
          name === 'manifest.seal' ? 20 : undefined,
        )
        await expect(refused).rejects.toThrow(StartProblem)
      }
    expect(await city.databases()).toEqual(there)
  })

  it('in what vouches for the manifest is found before the data are loaded', async () => {
    const options = await city.takeBoth()
    const refused = flipped(join(options.data, 'manifest.seal'), () => restoreBeside(options, 'test'), 100)
    await expect(refused).rejects.toThrow('manifest.seal')
    await dropBeside(city.tenant.provision, 'test')
  })
})

describe('A backup that somebody else has written', () => {
  it('is refused, though every hash is right', async () => {
    const options = await city.takeBoth()
    const written = await readFile(join(options.data, 'manifest.json'), 'utf8')
    const forged = written.replace('"program": "test"', '"program": "tesT"')
    await writeFile(join(options.data, 'manifest.json'), forged)
    await writeFile(join(options.data, 'manifest.seal'), sealOfManifest(forged, randomBytes(32)))
    expect((await checkFiles(options.data, 'data')).ok).toBe(true)
    await expect(restoreBeside(options, 'test')).rejects.toThrow('cannot be used')
    await dropBeside(city.tenant.provision, 'test')
  })
})

describe('A restore refuses', () => {
  it.each([
    ['an identity that does not open it', 'does not open'],
    ['a ring that is another one', 'lacks the city key'],
    ['keys past their limit', 'older than 14 days'],
    ['a backup of a newer version', 'newer Azukari'],
    ['a migration that was changed', 'differs'],
    ['the backup of another city', 'another city'],
    ['a table with a row less than its manifest says', 'rows in place of'],
    ['residents in its place', '--replace'],
  ])('%s', async (what, words) => {
    const options = await city.takeBoth()
    const other = join(city.directory, `other-${randomBytes(4).toString('hex')}.txt`)
    await makeIdentity(other)
    const changed: Record<string, Partial<RestoreOptions>> = {
      'an identity that does not open it': { identities: await readIdentities(other) },
      'a ring that is another one': { ring: CityKeyRing.fresh() },
      'keys past their limit': { now: () => new Date(Date.now() + 14 * dayMs + 60_000) },
      'the backup of another city': { provision: { ...city.tenant.provision, tenant: 'elsewhere' } },
    }
    const resealed = async (change: (manifest: string) => string) => {
      const manifest = change(await readFile(join(options.data, 'manifest.json'), 'utf8'))
      await writeFile(join(options.data, 'manifest.json'), manifest)
      const secret = await manifestSecret(city.tenant.keys, city.tenant.clock.now())
      await writeFile(join(options.data, 'manifest.seal'), sealOfManifest(manifest, secret))
    }
    if (what === 'a backup of a newer version')
      await resealed((text) =>
        text.replace(
          '"migrations": [',
          `"migrations": [{"number":999,"name":"000999_later.sql","sha256":"${'0'.repeat(64)}"},`,
        ),
      )
    if (what === 'a table with a row less than its manifest says')
      await resealed((text) => text.replace(/"rows": 4\b/, '"rows": 5'))
    if (what === 'a migration that was changed')
      await resealed((text) =>
        text.replace(/("name": "000001_platform.sql",\s+"sha256": ")[0-9a-f]{64}/, `$1${'0'.repeat(64)}`),
      )
    await city.endLeases()
    const before = await city.databases()
    const attempt =
      what === 'residents in its place'
        ? restoreCity(options, { replace: false })
        : restoreBeside({ ...options, ...changed[what] }, 'test')
    await expect(attempt).rejects.toThrow(words)
    await dropBeside(city.tenant.provision, 'test')
    expect(await city.databases()).toEqual(before)
  })

  it('a city in which a service is at work', async () => {
    const options = await city.takeBoth()
    await city.owner.query(
      `insert into platform.processes values (gen_random_uuid(), 'test', clock_timestamp() + interval '1 hour')`,
    )
    await expect(restoreCity(options, { replace: true })).rejects.toThrow('at work')
    await city.endLeases()
  })
})
