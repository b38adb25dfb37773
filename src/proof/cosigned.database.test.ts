import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything, queueSome } from '../../test/support/whole-log.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import type { App } from '../platform/http/index.ts'
import { cosignCheckpoint } from './notes/cosign-checkpoint.ts'
import { cosignersOf, WitnessSigner } from './notes/cosignature.ts'
import { openCheckpoint, signCheckpoint } from './notes/checkpoint.ts'
import { type NoteVerifier } from './notes/note-key.ts'
import { NoteSigner } from './notes/note-signer.ts'
import { addLogRoutes } from './routes.ts'

const [kitano, minami, stranger] = ['kitano', 'minami', 'stranger'].map(
  (name, at) => new WitnessSigner(`${name}.example/witness`, Buffer.alloc(32, at + 1)),
) as [WitnessSigner, WitnessSigner, WitnessSigner]
const now = new Date('2026-11-26T14:00:00Z')

let tenant: TestTenant
let owner: Pool
let app: App
let keys: NoteVerifier[]

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  app = await createTestApp([tenant])
  addLogRoutes(app, [kitano.witness, minami.witness])
  await queueSome(tenant, 3)
  keys = await logEverything(tenant)
})
afterAll(async () => {
  await app.close()
  await owner.end()
  await tenant.close()
})
beforeEach(() => owner.query('truncate proof.cosignatures'))

const host = () => ({ host: tenant.hosts[0]! })
const ask = (path: string) => app.inject({ url: `/log/v1/${path}`, headers: host() })
const handIn = (payload: string, type = 'text/plain; charset=utf-8') =>
  app.inject({
    method: 'POST',
    url: '/log/v1/cosignature',
    headers: { ...host(), 'content-type': type },
    payload,
  })
const checkpoint = async () => (await ask('checkpoint')).body

function cosign(note: string, signer: WitnessSigner, at = now): string {
  const opened = openCheckpoint(note, { origin: keys[0]!.name, keys })
  if (!opened.ok) throw new Error(opened.because)
  return cosignCheckpoint(note, opened, signer, at)
}

describe('What a witness says of a checkpoint', () => {
  it('is taken in, once, and handed out beneath it', async () => {
    expect((await ask('cosigned')).json()).toMatchObject({ status: 404, because: 'nothing-cosigned-yet' })
    const note = await checkpoint()
    const answer = await handIn(cosign(note, kitano))
    expect([answer.statusCode, answer.json()]).toEqual([200, { size: 3, witnesses: [kitano.witness.name] }])
    await handIn(cosign(note, kitano, new Date('2026-11-27T00:00:00Z')))
    expect((await ask('cosigned')).body).toBe(cosign(note, kitano))
    await handIn(cosign(note, minami))
    const { body, headers } = await ask('cosigned')
    const both = [kitano.witness, minami.witness]
    expect(cosignersOf(body, both)).toMatchObject([{ at: now }, { at: now }])
    expect(body.startsWith(note)).toBe(true)
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })

  it('stays what is handed out while the log grows, until something newer was cosigned', async () => {
    const note = await checkpoint()
    await handIn(cosign(note, kitano))
    await queueSome(tenant, 2)
    await logEverything(tenant)
    expect((await ask('cosigned')).body).toBe(cosign(note, kitano))
    const newer = await checkpoint()
    await handIn(cosign(newer, minami))
    expect((await ask('cosigned')).body).toBe(cosign(newer, minami))
  })

  it('is refused when it is none, of a stranger, spoilt, or of what we never signed', async () => {
    const note = await checkpoint()
    const log = new NoteSigner(keys[0]!.name, Buffer.alloc(32, 9))
    const forged = (size: number) =>
      signCheckpoint({ origin: keys[0]!.name, size, root: Buffer.alloc(32, 3) }, log)
    const underForged = (size: number) => {
      const text = forged(size)
      const opened = openCheckpoint(text, { origin: log.verifier.name, keys: [log.verifier] })
      return opened.ok ? cosignCheckpoint(text, opened, kitano, now) : ''
    }
    const cosigned = cosign(note, kitano)
    const spoilt = cosigned.replace(/.(?=[^\n]{4}\n$)/u, (letter) => (letter === 'A' ? 'B' : 'A'))
    const size = Number(note.split('\n')[1])
    const table = [
      ['words', 400, 'no-cosigned-checkpoint'],
      ['', 400, undefined],
      [note, 403, 'unknown-witness'],
      [cosign(note, stranger), 403, 'unknown-witness'],
      [spoilt, 422, 'cosignature-wrong'],
      [underForged(size), 404, 'not-our-checkpoint'],
      [underForged(99), 404, 'not-our-checkpoint'],
      ['x'.repeat(70_000), 413, undefined],
    ] as const
    for (const [text, status, because] of table) {
      const answer = await handIn(text)
      expect([answer.statusCode, answer.json().because], text.slice(0, 80)).toEqual([
        status,
        because ?? expect.any(String),
      ])
    }
    expect((await handIn(cosigned, 'application/x-www-form-urlencoded')).statusCode).toBeGreaterThanOrEqual(
      400,
    )
    expect((await owner.query('select from proof.cosignatures')).rowCount).toBe(0)
  })

  it('is taken from nobody where no witness is named', async () => {
    const other = await createTestApp([tenant])
    addLogRoutes(other)
    const answer = await other.inject({
      method: 'POST',
      url: '/log/v1/cosignature',
      headers: { ...host(), 'content-type': 'text/plain' },
      payload: cosign(await checkpoint(), kitano),
    })
    expect(answer.json()).toMatchObject({ status: 403, because: 'unknown-witness' })
    await other.close()
  })
})
