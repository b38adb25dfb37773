import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { typing } from '../../test/support/typing.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { giveConsent, issueReceipt } from '../consent/index.ts'
import { openPool } from '../platform/database/index.ts'
import { addLogRoutes, rotateLogKey } from '../proof/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'azukari-verify-'))
afterAll(() => rmSync(directory, { recursive: true }))

let tenant: TestTenant
/** Files as somebody keeps them: two receipts' worth of history, before and after the key was renewed. */
const files: Record<string, string> = {}
let firstKey: string
let number: string

function keep(name: string, text: string): void {
  files[name] = join(directory, name)
  writeFileSync(files[name], text)
}

async function act(): Promise<string> {
  const residentId = await aResident(tenant)
  const use = await aUse(tenant, await aVendor(tenant))
  const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps' as const] }
  const given = await giveConsent(tenant, { residentId, sessionHash: null, channel: 'web' }, answer)
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
  await app.close()
  await tenant.close()
})

/** `@name` stands for a file that was kept. */
function verify(words: string) {
  const fileOf = (_: string, name: string) => files[name] ?? join(directory, name)
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
    ['@old.note @receipt.json --keys @keys.json', 'This is no checkpoint'],
    ['@old.note --keys @keys.json', 'This is no receipt'],
    ['@old.note @old.note @old.note --keys @keys.json', 'Give one receipt, or two checkpoints'],
    ['@receipt.json --keys @receipt.json', 'what the city answers at /log/v1/keys'],
    ['@receipt.json --keys @keys.json --trust key', 'a key as it is written'],
    ['@nothing.json --keys @keys.json', 'no such file'],
  ] as const

  it.each(refused)('says no to %s', async (words, said) => {
    const { status, stdout } = await verify(words)
    expect([status, stdout]).toEqual([1, expect.stringContaining(said)])
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
