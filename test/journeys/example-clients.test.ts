import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { giveConsent, grantsOf } from '../../src/consent/index.ts'
import { stop } from '../../src/exchange/index.ts'
import { findClient, registerClient, type ClientKeyPair } from '../../src/identity/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { findUse } from '../../src/review/index.ts'
import { trialReason, trialUses } from '../../src/sandbox/index.ts'
import { companies, people, seedCity } from '../../src/seed/index.ts'
import { by, deposit } from '../support/city.ts'
import { aToken } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'
import { proven } from '../support/proven.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const clients = {
  'client.ts': [process.execPath, '--import', 'tsx', 'examples/vendor-client/client.ts'],
  'client.sh': ['bash', 'examples/vendor-client/client.sh'],
  'Client.java': ['java', 'examples/vendor-client/Client.java'],
} as const
type Client = keyof typeof clients

const hasJava = spawnSync('java', ['-version']).status === 0
const withJava = hasJava ? '' : ' (left out: there is no java on this machine)'
const names: readonly Client[] = ['client.ts', 'client.sh', ...(hasJava ? (['Client.java'] as const) : [])]

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

function run(client: Client, state: string, changed: NodeJS.ProcessEnv = {}) {
  return runCommand(clients[client], {
    AZUKARI_URL: origin,
    CLIENT_ID: pharmacy!.clientId,
    KEY_FILE: join(directory, `${pharmacy!.clientId}.pem`),
    USE: use.useId,
    REASON: 'monthly-advice',
    STATE_FILE: join(directory, state),
    ...changed,
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
      .replaceAll(hasJava ? /^$/g : /^java .*$/gm, '')
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
      for (const client of names) {
        const first = await run(client, client)
        expect(first).toMatchObject({ code: 0, errors: '' })
        before.push(first.lines.map(({ item, id }) => `${String(item)} ${String(id)}`))
      }
      expect(new Set(before.map((lines) => lines.join('\n'))).size).toBe(1)
      const newcomers = await newcomersWithData(3)
      const [hanako] = newcomers
      const { version } = (await findUse(city.tenant.database, use.useId))!
      for (const residentId of newcomers.slice(0, 2)) {
        const answer = { useId: use.useId, versionShown: version, items: agreedItems }
        expect(await giveConsent(city.tenant, proven(by(residentId)), answer)).toMatchObject({ ok: true })
      }
      await city.settle()

      const seen: unknown[] = []
      for (const client of names) {
        const news = await run(client, client)
        expect(news).toMatchObject({ code: 0, errors: '' })
        expect(news.lines.map(({ type, item }) => `${String(type)} ${String(item)}`)).toEqual(
          Array.from({ length: 6 }, () => 'record activity.steps'),
        )
        expect(new Set(news.lines.map(({ subject }) => subject)).size).toBe(2)
        seen.push(new Set(news.lines.map(({ id }) => id)))
        expect(await run(client, client)).toMatchObject({ code: 0, lines: [] })
      }
      for (const ids of seen) expect(ids).toEqual(seen[0])

      const stopped = await stop(city.tenant, by(hanako!), { useId: use.useId, items: null })
      expect(stopped).toMatchObject({ ok: true, stillUnderWay: [] })
      for (const client of names) {
        expect((await run(client, client)).lines).toMatchObject([{ type: 'stopped', items: agreedItems }])
        expect((await run(client, `${client}-anew`)).lines).toHaveLength(before[0]!.length + 3 + 1)
      }
    },
    startingMs,
  )
})

const [together] = trialUses
const trying = { SCOPE: 'sandbox', USE: together!.useId, REASON: trialReason }

/** The company’s hand on the sandbox, with a token got as its program gets one. */
async function letPersonDo(number: number, change: string): Promise<void> {
  const token = await aToken(
    city,
    { origin },
    { clientId: pharmacy!.clientId, keys: await demoKeys() },
    'sandbox',
  )
  const answer = await fetch(`${origin}/sandbox/v1/people/${number.toFixed()}/changes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ change }),
  })
  expect(answer.status).toBe(200)
}

async function demoKeys() {
  const text = await readFile(join(directory, `${pharmacy!.clientId}.json`), 'utf8')
  return { privateJwk: JSON.parse(text) as ClientKeyPair['privateJwk'] }
}

describe('The same program in the sandbox', () => {
  it.each(names)('%s is told what it will be told in earnest, of people who do not exist', async (client) => {
    await letPersonDo(4, 'agree-again')
    const state = `trial-${client}`
    const first = await run(client, state, trying)
    expect(first).toMatchObject({ code: 0, errors: '' })
    expect(first.lines).toHaveLength(18 * 14 * together!.items.length)
    expect(first.lines.every(({ synthetic }) => synthetic === true)).toBe(true)
    await letPersonDo(4, 'take-back')
    await letPersonDo(5, 'stop')
    const { lines } = await run(client, state, trying)
    const types = lines.map(({ type }) => String(type))
    expect(types).toEqual([...together!.items.map(() => 'tombstone'), 'stopped'])
    expect((await run(client, state, trying)).lines).toEqual([])
    for (const number of [4, 5]) await letPersonDo(number, number === 4 ? 'correct' : 'agree-again')
  })

  it.each(names)(
    '%s cannot read the sandbox under a use of the gate, nor the gate under one of the sandbox',
    async (client) => {
      const state = `refused-${client}`
      const here = await run(client, state, { ...trying, USE: use.useId })
      expect([here.code, here.errors]).toEqual([1, expect.stringContaining('"because":"not-found"')])
      const there = await run(client, state, { ...trying, SCOPE: 'exchange' })
      expect([there.code, there.errors]).toEqual([1, expect.stringContaining('"because":"not-found"')])
    },
  )
})

/** Stands before the city and cuts the first answer of records in the middle. Notes the keys it was asked with. */
async function cuttingProxy(): Promise<{ server: Server; address: string; keys: string[] }> {
  const keys: string[] = []
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const isRead = incoming.url?.includes('/records') === true
      if (isRead) keys.push(String(incoming.headers['idempotency-key']))
      const { authorization = '' } = incoming.headers
      const headers = isRead ? { authorization, 'idempotency-key': keys.at(-1) ?? '' } : {}
      const text = await (await fetch(`${origin}${incoming.url ?? ''}`, { headers })).text()
      if (!isRead || keys.length > 1) return outgoing.end(text)
      outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy())
    })()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { server, address: `http://127.0.0.1:${port.toFixed()}`, keys }
}

describe.skipIf(!hasJava)(`The program in Java${withJava}`, () => {
  const java = 'Client.java'

  it('asks again with the same key when an answer breaks off, and prints each line once', async () => {
    const { server, address, keys } = await cuttingProxy()
    const read = await run(java, 'cut', { ...trying, AZUKARI_URL: address })
    server.close()
    expect(read).toMatchObject({ code: 0, errors: 'attempt 1: the answer is incomplete\n' })
    expect(read.lines).toHaveLength(18 * 14 * together!.items.length)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('keeps a file for each record, and none of what was taken back', async () => {
    const kept = { ...trying, RECORDS_DIR: join(directory, 'records') }
    await letPersonDo(6, 'correct')
    const { lines } = await run(java, 'kept', kept)
    expect(await readdir(kept.RECORDS_DIR)).toHaveLength(lines.length)
    await letPersonDo(6, 'take-back')
    const back = (await run(java, 'kept', kept)).lines
    expect(back.map(({ type }) => type)).toEqual(together!.items.map(() => 'tombstone'))
    const left = await readdir(kept.RECORDS_DIR)
    expect(left).toHaveLength(lines.length - back.length)
    for (const { id } of back) expect(left).not.toContain(`${String(id)}.json`)
  })

  it('makes a new key that nobody else can read, shows its public half alone, and goes on with it', async () => {
    const file = join(directory, 'next.pem')
    const made = await runCommand([...clients[java], 'new-key', file], {})
    expect(made).toMatchObject({ code: 0, errors: '' })
    const [jwk] = made.lines
    expect(Object.keys(jwk!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    expect((await stat(file)).mode & 0o077).toBe(0)
    expect((await runCommand([...clients[java], 'new-key', file], {})).code).toBe(1)

    const { vendorId } = (await findClient(city.tenant, pharmacy!.clientId))!
    const clientId = 'midori-pharmacy-next'
    const changed = { ...trying, CLIENT_ID: clientId, KEY_FILE: file, KEY_ID: String(jwk!['kid']) }
    expect((await run(java, 'next', changed)).errors).toContain('no token')
    expect(await registerClient(city.tenant, { clientId, vendorId, jwks: { keys: [jwk] } })).toEqual({
      ok: true,
    })
    expect((await run(java, 'next', changed)).lines.length).toBeGreaterThan(0)
  })
})
