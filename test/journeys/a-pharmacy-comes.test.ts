import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addKey, registerCompanyProgram, retireKey } from '../../src/identity/index.ts'
import { findVendor } from '../../src/vendors/index.ts'
import { trialReason, trialUses } from '../../src/sandbox/index.ts'
import { agree, aResident, aUse, deposit } from '../support/city.ts'
import { acceptedByTheCity, aCompany } from '../support/company.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const hasJava = spawnSync('java', ['-version']).status === 0

let city: ServedCity
let directory: string
let origin: string
let company: Awaited<ReturnType<typeof aCompany>>
beforeAll(async () => {
  city = await serveCity()
  directory = await mkdtemp(join(tmpdir(), 'azukari-pharmacy-'))
  origin = (await city.start(Number(new URL(city.config.publicUrl).port))).origin
  company = await aCompany(city.tenant, { accepted: false })
}, startingMs)
afterAll(async () => {
  await city.close()
  await rm(directory, { recursive: true, force: true })
})

/** Runs the example in Java as somebody who has downloaded it would. */
async function java(typed: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const child = spawn('java', ['examples/vendor-client/Client.java', ...typed], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...settings },
  })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const code = await new Promise((done) => child.once('close', done))
  const lines = out.split('\n').filter((line) => line !== '')
  return { code, errors, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

interface Key {
  file: string
  keyId: string
  pasted: string
}

/** The private half stays in its file; the public one is what the program prints. */
async function newKey(name: string): Promise<Key> {
  const file = join(directory, `${name}.pem`)
  const { code, lines } = await java(['new-key', file])
  expect(code).toBe(0)
  return { file, keyId: String(lines[0]?.['kid']), pasted: JSON.stringify(lines[0]) }
}

let [clientId, runs] = ['', 0]
const reading = ({ file, keyId }: Key, asked: NodeJS.ProcessEnv) =>
  java([], {
    ...{ AZUKARI_URL: origin, CLIENT_ID: clientId, KEY_FILE: file, KEY_ID: keyId },
    ...{ STATE_FILE: join(directory, `state-${(runs += 1).toFixed()}`), ...asked },
  })
const trying = { SCOPE: 'sandbox', USE: trialUses[0]!.useId, REASON: trialReason }
const isLetIn = async (key: Key) => (await reading(key, trying)).code === 0

describe.skipIf(!hasJava)('A pharmacy with a program in Java (left out where there is no java)', () => {
  let [first, next]: Key[] = []

  it('registers its program before anybody has approved it, and tries it on people who do not exist', async () => {
    first = await newKey('first')
    const program = await registerCompanyProgram(city.tenant, company, { name: '歩数', pasted: first.pasted })
    if (!program.ok) throw new Error(program.because)
    clientId = program.clientId
    const { code, errors, lines } = await reading(first, trying)
    expect([code, errors]).toEqual([0, ''])
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.every(({ synthetic }) => synthetic === true)).toBe(true)
  })

  it('gets nothing real yet', async () => {
    const { code, lines } = await reading(first!, { USE: trialUses[0]!.useId, REASON: 'monthly-advice' })
    expect([code, lines]).toEqual([1, []])
  })

  it('changes its key without standing still, and the old one opens nothing any more', async () => {
    next = await newKey('next')
    expect(await isLetIn(next)).toBe(false)
    expect(await addKey(city.tenant, company, { clientId, pasted: next.pasted })).toMatchObject({ ok: true })
    expect([await isLetIn(first!), await isLetIn(next)]).toEqual([true, true])
    const retired = await retireKey(city.tenant, company, { clientId, keyId: first!.keyId })
    expect(retired).toMatchObject({ ok: true })
    expect([await isLetIn(first!), await isLetIn(next)]).toEqual([false, true])
  })

  it('is accepted by the city, and reads what one resident allows', async () => {
    await acceptedByTheCity(city.tenant, company.vendorId)
    const vendor = (await findVendor(city.tenant.database, company.vendorId))!
    const use = await aUse(city.tenant, vendor, { items: ['activity.steps'] })
    const [allows, silent] = [await aResident(city.tenant), await aResident(city.tenant)]
    for (const residentId of [allows, silent])
      await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), 3, 1))
    await agree(city.tenant, allows, use)
    await city.settle()
    const [reason] = use.terms.reasons
    const { code, errors, lines } = await reading(next!, { USE: use.useId, REASON: reason!.code })
    expect([code, errors]).toEqual([0, ''])
    expect(lines.map(({ item }) => item)).toEqual(Array.from({ length: 3 }, () => 'activity.steps'))
    expect(new Set(lines.map(({ subject }) => subject)).size).toBe(1)
  })
})
