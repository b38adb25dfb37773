import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp } from '../../test/support/http.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { countWaiting, queueSome } from '../../test/support/whole-log.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import type { App } from '../platform/http/index.ts'
import { createLog } from '../platform/log.ts'
import { startSequencer, type Sequencer } from './log/sequencer.ts'
import { hashOfLeaf, type Hash } from './merkle/tree.ts'
import { isConsistent, isIncluded, type Tree } from './merkle/verify.ts'
import { openCheckpoint } from './notes/checkpoint.ts'
import { NoteVerifier } from './notes/note-key.ts'
import { addLogRoutes } from './routes.ts'

let tenant: TestTenant
let owner: Pool
let sequencer: Sequencer
let app: App

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  app = await createTestApp([tenant])
  addLogRoutes(app)
})
afterAll(async () => {
  await app.close()
  await sequencer?.stop()
  await owner.end()
  await tenant.close()
})

const ask = (url: string) => app.inject({ url, headers: { host: tenant.hosts[0]! } })
const pathOf = async (url: string): Promise<Hash[]> =>
  (await ask(url)).json<{ path: string[] }>().path.map((hash) => Buffer.from(hash, 'base64'))

async function logSome(count: number): Promise<void> {
  await queueSome(tenant, count)
  await expect.poll(() => countWaiting(owner), { timeout: 20_000 }).toBe(0)
}

/** As somebody does who has the key from elsewhere. */
async function headOfLog(): Promise<Tree> {
  const { keys } = (await ask('/log/v1/keys')).json<{ keys: { key: string }[] }>()
  const known = keys.map(({ key }) => NoteVerifier.parse(key)!)
  const { body } = await ask('/log/v1/checkpoint')
  const opened = openCheckpoint(body, { origin: `${tenant.id}.test/log`, keys: known })
  if (!opened.ok) throw new Error(opened.because)
  return opened.checkpoint
}

describe('A log that has not begun', () => {
  it('says so, and has nothing to prove', async () => {
    expect((await ask('/log/v1/checkpoint')).json()).toMatchObject({
      status: 404,
      because: 'nothing-logged-yet',
    })
    expect((await ask('/log/v1/keys')).json()).toEqual({ keys: [] })
    expect((await ask('/log/v1/inclusion?index=0&size=1')).json()).toMatchObject({ because: 'no-such-leaf' })
    expect((await ask('/log/v1/consistency?from=0&to=1')).json()).toMatchObject({ because: 'no-such-tree' })
  })
})

describe('Somebody who checks the log with nothing but its answers', () => {
  it('finds each leaf in it, and that it has only grown', async () => {
    sequencer = startSequencer({
      tenant,
      connection: tenant.databases.data.sequencer,
      log: createLog('silent'),
    })
    await logSome(9)
    const earlier = await headOfLog()
    expect(earlier.size).toBe(9)
    await logSome(14)
    const later = await headOfLog()
    expect(later.size).toBe(23)
    const { rows } = await owner.query<{ commitment: Buffer }>(
      'select commitment from proof.leaves order by leaf_index',
    )
    for (const [index, { commitment }] of rows.entries()) {
      const path = await pathOf(`/log/v1/inclusion?index=${String(index)}&size=23`)
      expect(isIncluded({ hash: hashOfLeaf(commitment), index }, later, path)).toBe(true)
    }
    const path = await pathOf('/log/v1/consistency?from=9&to=23')
    expect(isConsistent(earlier, later, path)).toBe(true)
    expect(isConsistent({ ...earlier, root: later.root }, later, path)).toBe(false)
  })

  it.each([
    ['inclusion?index=23&size=23', 404],
    ['inclusion?index=0&size=24', 404],
    ['inclusion?index=-1&size=3', 400],
    ['inclusion?index=0', 400],
    ['inclusion?index=0&size=1e300', 400],
    ['inclusion?index=0&size=1&leaf=1', 400],
    ['consistency?from=3&to=2', 404],
    ['consistency?from=3&to=24', 404],
    ['consistency?from=a&to=3', 400],
  ])('is told no for %s', async (query, status) => {
    expect((await ask(`/log/v1/${query}`)).statusCode).toBe(status)
  })

  it('may keep a proof, which never changes, and asks anew for the head', async () => {
    expect((await ask('/log/v1/inclusion?index=0&size=3')).headers['cache-control']).toContain('immutable')
    const { headers } = await ask('/log/v1/checkpoint')
    expect(headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/plain; charset=utf-8',
    })
  })
})

describe('The interface', () => {
  it('is described', async () => {
    const document = (await app.inject('/openapi.json')).json()
    await expectDescribed(document)
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/log/v1/checkpoint', '/log/v1/keys']),
    )
  })
})
