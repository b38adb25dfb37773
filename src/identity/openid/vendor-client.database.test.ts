import { spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../../test/support/http-free-port.ts'
import { registerTestCompany, type TestCompany } from '../../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { newId } from '../../kernel/index.ts'
import type { App } from '../../platform/http/index.ts'
import { addOpenIdRoutes, companyOf, registerClient, requireCompany, saveDemoKey } from '../index.ts'

const examples = fileURLToPath(new URL('../../../examples/vendor-client/', import.meta.url))
let tenant: TestTenant
let app: App
let company: TestCompany
let url = ''
let directory = ''
/** What the exchange was asked, and how it shall answer in turn. */
let asked: { cursor: string | null; key: string; subject: string | null }[] = []
let answers: (string | number)[] = []

const record = '{"type":"record","id":"r1","subject":"s1","item":"steps","day":"2026-11-01","samples":[]}\n'
const tombstone = '{"type":"tombstone","id":"r0","subject":"s1","item":"steps","day":"2026-11-01"}\n'
const end = (cursor: string, more: boolean) =>
  `{"type":"end","cursor":"${cursor}","more":${String(more)},"delivery":"d","records":1}\n`

beforeAll(async () => {
  tenant = await createTestTenant()
  directory = await mkdtemp(join(tmpdir(), 'azukari-client-'))
  const port = await freePort()
  url = `http://127.0.0.1:${String(port)}`
  app = await createTestApp([{ ...tenant, hosts: ['127.0.0.1'] }], { publicUrl: url })
  await addOpenIdRoutes(app, new CapturedLog().log)
  addScriptedExchange(app)
  await app.listen({ host: '127.0.0.1', port })
  company = await registerTestCompany(tenant)
  await saveDemoKey(directory, company.clientId, company.keys)
})
afterAll(async () => {
  await app.close()
  await tenant.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  asked = []
  await rm(join(directory, 'state'), { force: true })
})

function addScriptedExchange(to: App): void {
  for (const path of ['/exchange/v1/records', '/exchange/v1/residents/:subject/records'])
    to.get(path, { config: { caller: 'program' }, preHandler: requireCompany }, (request, reply) => {
      const query = request.query as Record<string, string>
      expect(companyOf(request).clientId).toMatch(/^client-/)
      expect(query).toMatchObject({ use: 'the-use', reasonCode: 'medication-review' })
      const { subject = null } = request.params as { subject?: string }
      asked.push({
        cursor: query['cursor'] ?? null,
        key: String(request.headers['idempotency-key']),
        subject,
      })
      const answer = answers.shift() ?? 500
      if (typeof answer === 'number') return reply.code(answer).send({ because: 'use-suspended' })
      return reply.type('application/x-ndjson').send(answer)
    })
}

const programs = { 'client.ts': process.execPath, 'client.sh': 'bash', 'Client.java': 'java' }

async function run(program: keyof typeof programs, changed: Record<string, string> = {}) {
  const settings = {
    PATH: process.env['PATH'] ?? '',
    AZUKARI_URL: url,
    CLIENT_ID: company.clientId,
    KEY_FILE: join(directory, `${company.clientId}.pem`),
    USE: 'the-use',
    REASON: 'medication-review',
    STATE_FILE: join(directory, 'state'),
    ...changed,
  }
  const child = spawn(programs[program], [join(examples, program)], { env: settings })
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...output, state: await readFile(join(directory, 'state'), 'utf8').catch(() => '') }
}

describe.each(['client.ts', 'client.sh'] as const)('The example %s', (program) => {
  it('reads to the end, page by page, and remembers where it stopped', async () => {
    answers = [record + end('c+/=1', true), tombstone + end('c2', false)]
    const { code, out, err, state } = await run(program)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(record + tombstone)
    expect(state).toBe('c2\n\n')
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, 'c+/=1'])
    expect(new Set(asked.map(({ key }) => key)).size).toBe(2)
    for (const { key } of asked) expect(key).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
  })

  it('continues there the next time', async () => {
    await writeFile(join(directory, 'state'), 'c7\n\n')
    answers = [end('c8', false)]
    expect((await run(program)).state).toBe('c8\n\n')
    expect(asked[0]?.cursor).toBe('c7')
  })

  it('asks again with the same key when an answer breaks off', async () => {
    answers = [record, record + end('c1', false)]
    const { code, out } = await run(program)
    expect([code, out]).toEqual([0, record])
    expect(asked).toHaveLength(2)
    expect(asked[0]?.key).toBe(asked[1]?.key)
  })

  it('gives up after three, prints nothing, and the next run uses the same key', async () => {
    answers = [record, record, record]
    const failed = await run(program)
    expect([failed.code, failed.out]).toEqual([1, ''])
    answers = [record + end('c1', false)]
    expect((await run(program)).out).toBe(record)
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
  })

  it('shows a refusal and ends', async () => {
    answers = [403]
    const { code, out, err } = await run(program)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('use-suspended')
  })

  it('may ask for one resident', async () => {
    answers = [end('c1', false)]
    await run(program, { SUBJECT: 's1' })
    expect(asked[0]?.subject).toBe('s1')
  })

  it('ends when its key is not the registered one', async () => {
    const stranger = await registerTestCompany(tenant)
    const { code, err } = await run(program, { CLIENT_ID: stranger.clientId })
    expect(code).toBe(1)
    expect(err).toContain('invalid_client')
  })

  it('can sign with RSA', async () => {
    const { code, err } = await runWith(program, generateKeyPairSync('rsa', { modulusLength: 2048 }))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

/** With a key that was registered for this run. */
async function runWith(program: keyof typeof programs, { privateKey, publicKey }: KeyPairKeyObjectResult) {
  const clientId = `client-${newId()}`
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] }
  await registerClient(tenant, { clientId, vendorId: company.vendor.vendorId, jwks })
  const file = join(directory, `${clientId}.pem`)
  await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }))
  answers = [end('c1', false)]
  return run(program, { CLIENT_ID: clientId, KEY_FILE: file })
}

const hasJava = spawnSync('java', ['-version']).status === 0
const runnable = (['client.ts', 'client.sh', 'Client.java'] as const).filter(
  (program) => program !== 'Client.java' || hasJava,
)

describe.each(runnable)('The example %s, with a key that the page of a company takes', (program) => {
  it.each([
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['Ed25519', () => generateKeyPairSync('ed25519')],
  ])('signs with %s', async (_, make) => {
    const { code, err } = await runWith(program, make())
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('says of another kind in one line which it takes', async () => {
    const { code, err } = await runWith(program, generateKeyPairSync('ec', { namedCurve: 'P-384' }))
    expect({ code, err }).toEqual({ code: 1, err: 'KEY_FILE must be a private key of P-256 or Ed25519\n' })
  })

  it('says in one line that nobody answers', async () => {
    const { code, err } = await run(program, { AZUKARI_URL: `http://127.0.0.1:${String(await freePort())}` })
    expect(code).not.toBe(0)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toMatch(/fetch failed|connect|no answer from http/iu)
  })
})

describe('client.sh, which turns what openssl signs into what a JWT wants', () => {
  const f = (byte: string) => byte.repeat(32)
  it.each([
    // r and s as DER                                     as 64 bytes
    [`3044${`0220${f('11')}`}${`0220${f('22')}`}`, f('11') + f('22')],
    [`3045${`022100${f('ff')}`}${`0220${f('22')}`}`, f('ff') + f('22')],
    [`3026020105022100${f('ff')}`, `${'00'.repeat(31)}05${f('ff')}`],
  ])('%s', async (der, raw) => {
    const script = await readFile(join(examples, 'client.sh'), 'utf8')
    const [shellFunction = ''] = /^der_to_raw\(\) \{$.*?^\}$/ms.exec(script) ?? []
    const { stdout } = spawnSync('bash', ['-c', `work=$1; ${shellFunction}; der_to_raw`, 'bash', directory], {
      input: Buffer.from(der, 'hex'),
    })
    expect(stdout.toString('hex')).toBe(raw)
  })
})
