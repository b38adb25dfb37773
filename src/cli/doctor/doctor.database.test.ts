import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { freePort } from '../../platform/postgres-server/index.ts'
import { examine } from './examine.ts'
import { examineClock, examineNode } from './machine.ts'

let data: string
let port: number

beforeEach(async () => {
  data = join(await mkdtemp(join(tmpdir(), 'azukari-doctor-')), 'data')
  port = await freePort()
})
afterEach(() => rm(join(data, '..'), { recursive: true, force: true }))

/** The names of what is wrong, each of which must come with its remedy. */
async function wrong(environment: Record<string, string> = {}): Promise<string[]> {
  const findings = await examine({ AZUKARI_DATA: data, PORT: String(port), ...environment })
  const bad = findings.filter(({ state }) => state === 'wrong')
  for (const { remedy } of bad) expect(remedy).toEqual({ ja: expect.any(String), en: expect.any(String) })
  return bad.map(({ check }) => check)
}

describe('azukari doctor', () => {
  it('finds nothing wrong before the first start', async () => {
    expect(await wrong()).toEqual([])
  })

  it('finds nothing wrong with databases that answer', async () => {
    const databases = { DATABASE_URL: inject('postgresUrl'), AZUKARI_KEYSTORE_URL: inject('keystoreUrl') }
    expect(await wrong(databases)).toEqual([])
  })

  it('finds a database that does not answer, and does not print its password', async () => {
    const databases = {
      DATABASE_URL: inject('postgresUrl'),
      AZUKARI_KEYSTORE_URL: `postgres://azukari:geheim@127.0.0.1:${await freePort()}/`,
    }
    expect(await wrong(databases)).toEqual(['AZUKARI_KEYSTORE_URL'])
    expect(JSON.stringify(await examine({ AZUKARI_DATA: data, ...databases }))).not.toContain('geheim')
  })

  it('finds a taken port', async () => {
    const other = createServer().listen(port)
    await once(other, 'listening')
    expect(await wrong()).toEqual(['port'])
    expect(existsSync(data)).toBe(false)
    other.close()
  })

  it('finds data and keys that others may read', async () => {
    await mkdir(data)
    await chmod(data, 0o755)
    await mkdir(join(data, 'city-keys'))
    await writeFile(join(data, 'city-keys', 'aobano.json'), '', { mode: 0o644 })
    expect(await wrong()).toEqual(['data-directory', 'city-keys'])
  })

  it('finds everything that is wrong with the configuration', async () => {
    expect(await wrong({ PORT: 'x', AZUKARI_LOG_LEVEL: 'x' })).toEqual(['configuration', 'configuration'])
  })

  it('finds an old Node and a clock that stands still', () => {
    expect(examineNode('20.20.2').state).toBe('wrong')
    expect(examineNode('24.21.0').state).toBe('good')
    expect(examineClock(new Date('1970-01-01')).state).toBe('wrong')
  })
})
