import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { typing } from '../../test/support/typing.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { proven } from '../../test/support/proven.ts'
import { giveConsent, issueReceipt } from '../consent/index.ts'
import { openPool } from '../platform/database/index.ts'
import {
  addLogRoutes,
  cosignCheckpoint,
  keysOfLog,
  openCheckpoint,
  rotateLogKey,
  WitnessSigner,
} from '../proof/index.ts'
import { acceptCosignatures } from '../proof/log/cosigned.ts'

const directory = mkdtempSync(join(tmpdir(), 'azukari-verify-'))
afterAll(() => rmSync(directory, { recursive: true }))

let tenant: TestTenant
/** Files as somebody keeps them: two receipts' worth of history, before and after the key was renewed. */
const files: Record<string, string> = {}
let firstKey: string
let number: string
let lastResident: Awaited<ReturnType<typeof aResident>>
const witness = new WitnessSigner('kitano.example/witness', Buffer.alloc(32, 1))

function keep(name: string, text: string): void {
  files[name] = join(directory, name)
  writeFileSync(files[name], text)
}

async function act(): Promise<string> {
  const residentId = await aResident(tenant)
  lastResident = residentId
  const use = await aUse(tenant, await aVendor(tenant))
  const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps' as const] }
  const given = await giveConsent(tenant, proven({ residentId, sessionHash: null, channel: 'web' }), answer)
  if (!given.ok) throw new Error(given.because)
  await logEverything(tenant)
  const issued = await issueReceipt(tenant, residentId, given.receiptNumber)
  if (!issued.ok) throw new Error(issued.because)
  keep('receipt.json', JSON.stringify(issued.document))
  return given.receiptNumber
}

beforeAll(async () => {
  tenant = await createTestTenant()
  const app = await createTestApp([tenant])
  addLogRoutes(app)
  const ask = async (path: string) =>
    (await app.inject({ url: `/log/v1/${path}`, headers: { host: tenant.hosts[0]! } })).body
  await act()
  keep('first.json', readFileSync(files['receipt.json']!, 'utf8'))
  keep(
    'changed.json',
    readFileSync(files['first.json']!, 'utf8').replace('activity.steps', 'activity.stairs'),
  )
  keep('old.note', await ask('checkpoint'))
  firstKey = JSON.parse(await ask('keys')).keys[0].key
  const pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 2 })
  await rotateLogKey(pool, tenant)
  await pool.end()
  await act()
  number = await act()
  keep('new.note', await ask('checkpoint'))
  keep('keys.json', await ask('keys'))
  keep('proof.json', await ask('consistency?from=1&to=3'))
  keep('forked.json', await ask('consistency?from=2&to=3'))
  await cosign(await ask('checkpoint'))
  await app.close()
  await tenant.close()
})

/** A witness of the city comes by. */
async function cosign(note: string): Promise<void> {
  const keys = (await keysOfLog(tenant.database)).map(({ verifier }) => verifier)
  const opened = openCheckpoint(note, { origin: keys[0]!.name, keys })
  if (!opened.ok) throw new Error(opened.because)
  const cosigned = cosignCheckpoint(note, opened, witness, new Date('2026-11-26T14:00:00Z'))
  keep('cosigned.note', cosigned)
  keep(
    'spoilt.note',
    cosigned.replace(/.(?=[^\n]{4}\n$)/u, (letter) => (letter === 'A' ? 'B' : 'A')),
  )
  keep('foreign.note', note.replaceAll(`— ${keys[0]!.name}`, '— other.test/log'))
  await acceptCosignatures(tenant.database, [witness.witness], cosigned)
  const issued = await issueReceipt(tenant, lastResident, number)
  if (issued.ok) keep('cosigned.json', JSON.stringify(issued.document))
}

/** `@name` stands for a file that was kept. */
function verify(words: string) {
  const fileOf = (_: string, name: string) =>
    name === 'witness' ? witness.witness.toString() : (files[name] ?? join(directory, name))
  return typing(`verify ${words.replaceAll(/@(\S+)/gu, fileOf)}`, {})
}

describe('azukari verify', () => {
  it('says of a receipt what happened, and that it is in the log, with nothing but files', async () => {
    const { status, stdout } = await verify('@receipt.json --keys @keys.json')
    expect(status).toBe(0)
    expect(stdout).toContain(`✓ 控え · receipt ${number}`)
    expect(stdout).toContain('歩数（activity.steps）')
    expect(stdout).toContain('in the log of 3')
  })

  it('believes one key from paper, and those it leads to', async () => {
    expect((await verify(`@receipt.json --keys @keys.json --trust ${firstKey}`)).status).toBe(0)
    const stranger = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
    const { status, stdout } = await verify(`@receipt.json --keys @keys.json --trust ${stranger}`)
    expect(status).toBe(1)
    expect(stdout).toContain('It is not signed by a key of this city')
  })

  it('says that the log of an old checkpoint was only added to', async () => {
    const { status, stdout } = await verify('@old.note @new.note --keys @keys.json --proof @proof.json')
    expect([status, stdout]).toEqual([0, expect.stringContaining('begins with the log of 1, unchanged')])
    expect((await verify('@new.note @old.note --keys @keys.json --proof @proof.json')).status).toBe(0)
    expect((await verify('@old.note @old.note --keys @keys.json')).status).toBe(0)
  })

  const refused = [
    ['@old.note @new.note --keys @keys.json', 'as --proof'],
    ['@old.note @new.note --keys @keys.json --proof @forked.json', 'is changed in the newer one'],
    ['@old.note @new.note --keys @keys.json --proof @keys.json', 'is changed in the newer one'],
    ['@old.note @receipt.json --keys @keys.json', 'as --proof'],
    ['@proof.json --keys @keys.json', 'This is no receipt and no checkpoint'],
    ['@old.note @proof.json --keys @keys.json', 'This is no checkpoint'],
    ['@old.note @old.note @old.note --keys @keys.json', 'Give one receipt or checkpoint'],
    ['@old.note --keys @keys.json --witness w.example+00000000+BAAA', 'as azukari witness key prints it'],
    ['@spoilt.note --keys @keys.json --witness @witness', 'is not its cosignature'],
    ['@foreign.note --keys @keys.json', 'not signed by a key of this city'],
    ['@receipt.json --keys @receipt.json', 'what the city answers at /log/v1/keys'],
    ['@receipt.json --keys @keys.json --trust key', 'a key as it is written'],
    ['@nothing.json --keys @keys.json', 'no such file'],
  ] as const

  it.each(refused)('says no to %s', async (words, said) => {
    const { status, stdout } = await verify(words)
    expect([status, stdout]).toEqual([1, expect.stringContaining(said)])
  })

  it('says of a checkpoint that it holds, and reads its root out', async () => {
    const { status, stdout } = await verify('@old.note --keys @keys.json')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/checkpoint of 1\n(?: {4}\d{5}.*\n){4}/u)])
  })

  it('takes an old receipt for the checkpoint inside it', async () => {
    const { status, stdout } = await verify('@first.json @new.note --keys @keys.json --proof @proof.json')
    expect([status, stdout]).toEqual([0, expect.stringContaining('begins with the log of 1, unchanged')])
    expect(stdout).toContain('✓ 控え · receipt')
    expect((await verify('@first.json @new.note --keys @keys.json --proof @forked.json')).stdout).toContain(
      'is changed in the newer one',
    )
    const changed = await verify('@changed.json @new.note --keys @keys.json --proof @proof.json')
    expect([changed.status, changed.stdout]).toEqual([1, expect.stringContaining('not signed by a key')])
  })

  it.each([
    ['@cosigned.note', '1 / 1'],
    ['@new.note', '0 / 1'],
    ['@receipt.json', '0 / 1'],
    ['@cosigned.json', '1 / 1'],
  ])('says of %s by how many of the witnesses it is cosigned', async (file, count) => {
    const { status, stdout } = await verify(`${file} --keys @keys.json --witness @witness`)
    expect([status, stdout]).toEqual([0, expect.stringContaining(`cosigned by ${count} witnesses`)])
    expect((await verify(`${file} --keys @keys.json`)).stdout).not.toContain('witnesses')
  })

  it('speaks JSON, and ends with 2 when it is called wrongly', async () => {
    const { stdout } = await verify('@receipt.json --keys @keys.json --json')
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      what: 'receipt',
      receipt: { receiptNumber: number, faults: [] },
    })
    expect((await verify('@receipt.json')).status).toBe(2)
    expect((await verify('--keys @keys.json')).status).toBe(2)
  })
})
