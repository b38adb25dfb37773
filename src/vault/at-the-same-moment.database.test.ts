import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anImport, aResident, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { asResident } from './as-resident.ts'
import { insertStaged } from './envelope-store.ts'
import { sealEnvelope, type EnvelopeId } from './envelope.ts'
import { confirmDeposit, discardDeposit, findDeposit, readImport, type ImportId } from './index.ts'
import { endImport } from './import-store.ts'

let tenant: TestTenant
let residentId: ResidentId
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())
beforeEach(async () => {
  residentId = await aResident(tenant)
})

const file = stepsFile({ '2026-11-01': 7000 })
const end = { state: 'discarded', because: null } as const

async function previewed(): Promise<ImportId> {
  const importId = await anImport(tenant, residentId, file)
  await readImport(tenant, residentId, importId, file)
  return importId
}

async function staged(): Promise<number> {
  const text = 'select count(*)::int as count from vault.staged_envelopes where resident_id = $1'
  const rows = await asResident(tenant, residentId, (client) =>
    client.query<{ count: number }>(text, [residentId]),
  )
  return rows.rows[0]!.count
}

/** Does `first` and leaves its transaction open until what `then` does, outside of it, stands waiting behind it. */
async function overlapping<T>(
  first: (client: Queryable) => Promise<unknown>,
  then: () => Promise<T>,
): Promise<T> {
  const begun = Promise.withResolvers<number>()
  const waitedFor = Promise.withResolvers<undefined>()
  const holding = asResident(tenant, residentId, async (client) => {
    await first(client)
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    begun.resolve(rows[0]!.pid)
    await waitedFor.promise
  })
  holding.catch(begun.reject)
  const pid = await begun.promise
  const second = then()
  const waiting = 'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))'
  while ((await tenant.database.query(waiting, [pid])).rowCount === 0) await sleep(5)
  waitedFor.resolve(undefined)
  await holding
  return second
}

describe('Giving up a file at the moment in which records of it are being kept', () => {
  test('leaves none of them', async () => {
    const importId = await anImport(tenant, residentId, file)
    const keys = (await tenant.keys.find(residentId))!
    const record = sealEnvelope(keys, residentId, newId<EnvelopeId>(), {
      item: 'activity.steps',
      source: 'watch',
      origin: 'Watch',
      day: '2026-11-01' as LocalDay,
      samples: [[0, 1, 5]],
      documents: [],
    })
    const outcome = await overlapping(
      async (client) => expect(await insertStaged(client, residentId, importId, [record])).toBe(true),
      () => discardDeposit(tenant, residentId, importId),
    )
    expect(outcome).toEqual({ ok: true })
    expect(await staged()).toBe(0)
    const late = asResident(tenant, residentId, (client) =>
      insertStaged(client, residentId, importId, [record]),
    )
    expect(await late).toBe(false)
  })
})

describe('Two pages of one resident', () => {
  const wishes = { alsoChosen: [], notWanted: [], isMine: false }
  const moved = 'update vault.imports set state = $3 where resident_id = $1 and import_id = $2'

  test('of which one confirms first: the other cannot give the file up any more', async () => {
    const importId = await previewed()
    const outcome = await overlapping(
      (client) => client.query(moved, [residentId, importId, 'live']),
      () => discardDeposit(tenant, residentId, importId),
    )
    expect(outcome).toEqual({ ok: false, because: 'not-ready' })
    expect((await findDeposit(tenant, residentId, importId))?.state).toBe('live')
  })

  test('of which one gives up first: the other is not told that the file is deposited', async () => {
    const importId = await previewed()
    const outcome = await overlapping(
      (client) => client.query(moved, [residentId, importId, 'discarded']),
      () => confirmDeposit(tenant, residentId, importId, wishes),
    )
    expect(outcome).toEqual({ ok: false, because: 'not-ready' })
  })
})

test('An import is ended once', async () => {
  const importId = await previewed()
  expect(await endImport(tenant, residentId, importId, end)).toBe(true)
  expect(await endImport(tenant, residentId, importId, end)).toBe(false)
})
