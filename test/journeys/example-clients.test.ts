import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveConsent, grantsOf } from '../../src/consent/index.ts'
import { stop } from '../../src/exchange/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { findUse } from '../../src/review/index.ts'
import { companies, people, seedCity } from '../../src/seed/index.ts'
import { by, deposit } from '../support/city.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const clients = {
  'client.ts': [process.execPath, '--import', 'tsx', 'examples/vendor-client/client.ts'],
  'client.sh': ['bash', 'examples/vendor-client/client.sh'],
} as const

let city: ServedCity
let directory: string
let origin: string
beforeAll(async () => {
  city = await serveCity()
  directory = await mkdtemp(join(tmpdir(), 'azukari-client-'))
  await seedCity(city.tenant, directory)
  // At the address the city gives as its own, as a company would find it.
  origin = (await city.start(Number(new URL(city.config.publicUrl).port))).origin
}, startingMs)
afterAll(async () => {
  await city.close()
  await rm(directory, { recursive: true, force: true })
})

const [pharmacy] = companies
const use = pharmacy!.uses[0]!
const agreedItems = ['activity.steps'] as const

function run(client: keyof typeof clients, state: string) {
  return runCommand(clients[client], {
    AZUKARI_URL: origin,
    CLIENT_ID: pharmacy!.clientId,
    KEY_FILE: join(directory, `${pharmacy!.clientId}.pem`),
    USE: use.useId,
    REASON: 'monthly-advice',
    STATE_FILE: join(directory, state),
  })
}

async function runCommand([program = '', ...parameters]: readonly string[], settings: NodeJS.ProcessEnv) {
  const child = spawn(program, parameters, { cwd: root, env: { PATH: process.env['PATH'], ...settings } })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const code = await new Promise((done) => child.once('close', done))
  const lines = out.split('\n').filter((line) => line !== '')
  return { code, errors, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

/** Seeded residents who have nothing to do with the pharmacy yet, each with three days of steps. */
async function newcomersWithData(count: number): Promise<ResidentId[]> {
  const newcomers: ResidentId[] = []
  for (const { residentId } of people) {
    const isNew = (await grantsOf(city.tenant, residentId)).length === 0
    if (!isNew || newcomers.length === count) continue
    await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), 3, 1))
    newcomers.push(residentId)
  }
  return newcomers
}

describe('The README of the pharmacy’s program', () => {
  it('writes commands that can be typed as they stand, in the demo', async () => {
    const readme = await readFile(join(root, 'examples/vendor-client/README.md'), 'utf8')
    const [, written = ''] = /```sh\n([^]*?)```/.exec(readme) ?? []
    for (const client of Object.keys(clients)) expect(written).toContain(`examples/vendor-client/${client}`)
    const here = written
      .replaceAll('http://localhost:3000', origin)
      .replaceAll('data/demo-keys', directory)
      .replaceAll('data/', `${directory}/`)
    await city.settle()
    // With the Node a person has, which may be older than the one that npm brings.
    const told = await runCommand(['bash', '--norc', '-euc', here], { PATH: '/usr/local/bin:/usr/bin:/bin' })
    expect(told).toMatchObject({ code: 0, errors: '' })
    expect(told.lines.length).toBeGreaterThan(0)
  })
})

describe('The pharmacy’s own program, with nothing but the public interface', () => {
  it(
    'prints exactly the consented items of consenting residents, then what is new, then that one has stopped',
    async () => {
      // One of the seeded residents has agreed before; the others have not said anything.
      const before: string[][] = []
      for (const client of ['client.ts', 'client.sh'] as const) {
        const first = await run(client, client)
        expect(first).toMatchObject({ code: 0, errors: '' })
        before.push(first.lines.map(({ item, id }) => `${String(item)} ${String(id)}`))
      }
      expect(before[1]).toEqual(before[0])
      const newcomers = await newcomersWithData(3)
      const [hanako] = newcomers
      const { version } = (await findUse(city.tenant.database, use.useId))!
      for (const residentId of newcomers.slice(0, 2)) {
        const answer = { useId: use.useId, versionShown: version, items: agreedItems }
        expect(await giveConsent(city.tenant, by(residentId), answer)).toMatchObject({ ok: true })
      }
      await city.settle()

      const seen: unknown[] = []
      for (const client of ['client.ts', 'client.sh'] as const) {
        const news = await run(client, client)
        expect(news).toMatchObject({ code: 0, errors: '' })
        expect(news.lines.map(({ type, item }) => `${String(type)} ${String(item)}`)).toEqual(
          Array.from({ length: 6 }, () => 'record activity.steps'),
        )
        expect(new Set(news.lines.map(({ subject }) => subject)).size).toBe(2)
        seen.push(new Set(news.lines.map(({ id }) => id)))
        expect(await run(client, client)).toMatchObject({ code: 0, lines: [] })
      }
      expect(seen[1]).toEqual(seen[0])

      const stopped = await stop(city.tenant, by(hanako!), { useId: use.useId, items: null })
      expect(stopped).toMatchObject({ ok: true, stillUnderWay: [] })
      for (const client of ['client.ts', 'client.sh'] as const) {
        expect((await run(client, client)).lines).toMatchObject([{ type: 'stopped', items: agreedItems }])
        expect((await run(client, `${client}-anew`)).lines).toHaveLength(before[0]!.length + 3 + 1)
      }
    },
    startingMs,
  )
})
