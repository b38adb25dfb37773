import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveCity, startingMs, type ServedCity } from '../../test/support/service.ts'
import { typing } from '../../test/support/typing.ts'
import { termsVersions, type Terms } from '../residents/index.ts'

let city: ServedCity
let sample = ''
beforeAll(async () => {
  city = await serveCity()
  sample = join(city.config.dataDirectory, 'terms.json')
  await writeFile(sample, (await azukari('--template')).stdout)
}, startingMs)
afterAll(() => city.close())

const azukari = (typed: string) => typing(`publish-terms ${typed}`, city.environment)
const published = async () => (await termsVersions(city.tenant.database)).map(({ version }) => version)

describe('azukari publish-terms', () => {
  it('checks the sample and does nothing, publishes it, and never a second time', async () => {
    const before = await published()
    const version = Math.max(0, ...before) + 1
    const terms = JSON.parse((await azukari('--template')).stdout) as Terms
    const effectiveFrom = terms.effectiveFrom
    await writeFile(sample, JSON.stringify({ ...terms, version }))
    const checked = await azukari(`${sample} --dry-run --json`)
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, version, effectiveFrom, dryRun: true })
    expect(await published()).toEqual(before)
    expect(await azukari(sample)).toMatchObject({ status: 0, stderr: '' })
    expect(await published()).toContain(version)
    const again = await azukari(`${sample} --json`)
    expect([again.status, JSON.parse(again.stdout)]).toEqual([1, expect.objectContaining({ ok: false })])
  })

  it.each([
    ['', 'Name the file'],
    ['/nowhere', 'The file cannot be read'],
    ['BROKEN', 'not as it must be'],
  ])('“%s” is refused with what to do', async (typed, said) => {
    const broken = join(city.config.dataDirectory, 'broken.json')
    await writeFile(broken, '{"version":1}')
    const { status, stderr } = await azukari(typed.replace('BROKEN', broken))
    expect(status).not.toBe(0)
    expect(stderr).toContain(said)
  })
})
