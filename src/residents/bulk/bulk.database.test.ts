import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asOwner, createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { prepareJobs } from '../../platform/jobs/index.ts'
import { spool } from '../../platform/sealed-spool.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { enrolResident, findResident, firstResidents, searchResidents } from '../index.ts'
import type { ResidentId } from '../resident.ts'
import { findLoad, forgetLoads, refusedLines } from './find-load.ts'
import { receiveLoad, type SentFile } from './receive-load.ts'
import { selectLoad, type LoadId } from './store.ts'
import { workLoad } from './work-load.ts'

let tenant: TestTenant
let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-bulk-'))
})
afterAll(() => rm(directory, { recursive: true }))
beforeEach(async () => {
  tenant = await createTestTenant()
  told.length = 0
  await prepareJobs(tenant.databases.data.migrate)
  return () => tenant.close()
})

const header = 'name,kana,birthDate'
const kanaFigures = 'カサタナハマヤラワキ'
const kanaOf = (number: number) =>
  `ヤマ ${[...String(number)].map((figure) => kanaFigures[Number(figure)]).join('')}`
const row = (number: number) => `山 ${kanaOf(number)},${kanaOf(number)},1950-01-02`
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => row(from + at))
const fileOf = (...lines: string[]) => [header, ...lines].join('\n')

async function send(text: string, changed: Partial<SentFile> = {}, to: Tenant = tenant) {
  const spooled = await spool(Readable.from([Buffer.from(text)]), { directory, limitBytes: 1e8, name: 'x' })
  if (!spooled.ok) throw new Error(spooled.because)
  await using file = spooled.file
  const sent = { programId: 'city.ledger', idempotencyKey: randomUUID(), dryRun: false, ...changed }
  return await receiveLoad(to, { format: 'csv', encoding: 'utf-8', ...sent, file })
}

async function sendAndWork(text: string, changed: Partial<SentFile> = {}) {
  const received = await send(text, changed)
  if (!received.ok) throw new Error(received.because)
  await workLoad(tenant, received.loadId, byItself)
  return report(received.loadId)
}

const told: ResidentId[] = []
/** As housekeeping works it, keeping whom it would tell. */
const byItself = {
  stopping: new AbortController().signal,
  tell: (_client: unknown, residentIds: readonly ResidentId[]) =>
    Promise.resolve(void told.push(...residentIds)),
}

async function report(loadId: LoadId) {
  const load = await findLoad(tenant, 'city.ledger', loadId)
  if (!load) throw new Error('there is no such load')
  const { lines, accepted, refused, endedAt } = load
  const named = await refusedLines(tenant, load, { after: 0, limit: 1_000 })
  return { lines, accepted, refused, ended: endedAt !== null, named: named.map((one) => Object.values(one)) }
}

const residents = async () => (await firstResidents(tenant, 10_000)).length
const count = async (table: string) =>
  Number((await tenant.database.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count)

describe('A file of residents', () => {
  it('makes each of them, with keys, identity, and where they are found', async () => {
    expect(await sendAndWork(fileOf(...rows(1, 1_203)))).toEqual({
      lines: 1_203,
      accepted: 1_203,
      refused: 0,
      ended: true,
      named: [],
    })
    expect(await residents()).toBe(1_203)
    const said = { kana: kanaOf(777), birthDate: '1950-01-02' as never }
    const [found, ...others] = await searchResidents(tenant, tenant.database, said, 5)
    expect(others).toEqual([])
    const resident = found && (await findResident(tenant, found.residentId))
    expect(resident?.identity.reveal()).toMatchObject({ name: `山 ${kanaOf(777)}`, birthDate: '1950-01-02' })
    expect(await count('consent.acts')).toBe(0)
  })

  it('names line by line what is left out, and why, and nothing of it', async () => {
    const known = await enrolResident(tenant, {
      ...{ name: '別 人', kana: kanaOf(3), birthDate: '1950-01-02' as never },
    })
    const text = fileOf(row(1), '山,やま,昨日', row(2), row(3), row(2), '山,,1950-01-02', '"山')
    expect(await sendAndWork(text)).toEqual({
      lines: 7,
      accepted: 2,
      refused: 5,
      ended: true,
      named: [
        [3, 'no-such-day', 'birthDate'],
        [5, 'known-already', null],
        [6, 'twice-in-file', null],
        [7, 'no-kana', 'kana'],
        [8, 'not-a-line', null],
      ],
    })
    expect(await residents()).toBe(3)
    expect(told, 'who is known already is told that the file named them').toEqual([known])
    const { rows: left } = await tenant.database.query(
      'select sealed from residents.bulk_lines where sealed is not null',
    )
    expect(left).toEqual([])
  })

  it('leaves out who is below the age at which one joins alone, in a dry run, too', async () => {
    tenant.clock.set(new Date('2026-11-27T03:00:00Z'))
    const child = (birthDate: string) => row(1).replace('1950-01-02', birthDate)
    const text = fileOf(child('2018-03-03'), child('2008-11-28'), child('2008-11-27'))
    const named = [
      [2, 'too-young', 'birthDate'],
      [3, 'too-young', 'birthDate'],
    ]
    for (const dryRun of [true, false])
      expect(await sendAndWork(text, { dryRun })).toMatchObject({ accepted: 1, refused: 2, named })
    expect(await residents()).toBe(1)
  })

  it('tried dry makes nobody, and says the same', async () => {
    const text = fileOf(row(1), 'x', row(2), row(1))
    const dry = await sendAndWork(text, { dryRun: true })
    expect([await residents(), await count('residents.bulk_lines')]).toEqual([0, 2])
    expect(await sendAndWork(text)).toEqual(dry)
    expect(await residents()).toBe(2)
  })

  it('sent again with its key is the same; with that key another is refused', async () => {
    const key = { idempotencyKey: 'once-and-no-more' }
    const [first, again] = [await send(fileOf(row(1)), key), await send(fileOf(row(1)), key)]
    expect(again).toEqual(first)
    expect(await send(fileOf(row(1), row(2)), key)).toEqual({ ok: false, because: 'key-used' })
    expect(await send(fileOf(row(1)), { ...key, dryRun: true })).toEqual({ ok: false, because: 'key-used' })
    expect(await count('residents.bulk_loads')).toBe(1)
  })

  it('sent twice at once with one key is one', async () => {
    const key = { idempotencyKey: 'at-the-same-time' }
    const [one, other] = await Promise.all([send(fileOf(row(1)), key), send(fileOf(row(1)), key)])
    expect(one).toEqual(other)
    expect(await count('residents.bulk_lines')).toBe(1)
  })

  it('is another program’s as if it were not', async () => {
    const received = await send(fileOf(row(1)))
    expect(received.ok && (await findLoad(tenant, 'city.other', received.loadId))).toBeUndefined()
  })

  it.each([
    ['empty-file', header],
    ['unknown-column', `${header},同意\n${row(1)},all`],
    ['not-text', Buffer.from([0xff, 0xfe]).toString('latin1')],
  ])('that is %s leaves nothing', async (because, text) => {
    const bytes = because === 'not-text' ? '\ud800' : text
    const outcome = await send(bytes, because === 'not-text' ? { encoding: 'shift_jis' } : {})
    expect(outcome.ok).toBe(false)
    expect(await count('residents.bulk_loads')).toBe(0)
  })

  it('is one of six that wait: the last is not taken', async () => {
    for (let number = 1; number <= 5; number++) expect((await send(fileOf(row(number)))).ok).toBe(true)
    expect(await send(fileOf(row(6)))).toEqual({ ok: false, because: 'too-many-loads' })
    expect(await count('residents.bulk_loads')).toBe(5)
  })

  it('lies sealed while it waits', async () => {
    await send(fileOf(row(1)))
    const { rows: lines } = await tenant.database.query<{ sealed: Buffer }>(
      'select sealed from residents.bulk_lines',
    )
    expect(lines[0]?.sealed.includes(Buffer.from('1950'))).toBe(false)
  })

  it('is forgotten with its report thirty days after its end, and not before', async () => {
    await sendAndWork(fileOf(row(1), 'x'))
    tenant.clock.advance(30 * 24 * 60 * 60_000)
    await forgetLoads(tenant)
    expect(await count('residents.bulk_lines')).toBe(1)
    tenant.clock.advance(1)
    await forgetLoads(tenant)
    expect([await count('residents.bulk_lines'), await count('residents.bulk_loads')]).toEqual([0, 0])
  })
})

describe('A file whose worker dies', () => {
  const going = async (text: string) => {
    const received = await send(text)
    if (!received.ok) throw new Error(received.because)
    return received.loadId
  }

  it('is gone on with where it was: no gap, no double', async () => {
    const loadId = await going(fileOf(...rows(1, 1_100)))
    const stopping = new AbortController()
    stopping.abort()
    await expect(workLoad(tenant, loadId, { ...byItself, stopping: stopping.signal })).rejects.toThrow(
      'stopped',
    )
    expect([await residents(), (await selectLoad(tenant.database, loadId))?.accepted]).toEqual([500, 500])
    await workLoad(tenant, loadId, byItself)
    expect([await residents(), (await report(loadId)).accepted]).toEqual([1_100, 1_100])
    await workLoad(tenant, loadId, byItself)
    expect(await residents()).toBe(1_100)
  })

  it('after the keys were made and before the rows are there makes the same residents', async () => {
    const loadId = await going(fileOf(...rows(1, 20)))
    await asOwner(tenant, 'alter table residents.residents add constraint planted check (false) not valid')
    await expect(workLoad(tenant, loadId, byItself)).rejects.toThrow('planted')
    expect([await residents(), await count('residents.bulk_lines')]).toEqual([0, 20])
    await asOwner(tenant, 'alter table residents.residents drop constraint planted')
    await workLoad(tenant, loadId, byItself)
    const ids = await firstResidents(tenant, 100)
    const keys = await tenant.keys.findMany(ids)
    expect([ids.length, keys.size]).toEqual([20, 20])
    // Nobody has keys who is not there.
    const { rows: owners } = await tenant.journal.keystore.query(
      'select distinct owner_id from keystore.owner_keys',
    )
    expect(owners).toHaveLength(20)
    const resident = await findResident(tenant, ids[0]!)
    expect(resident?.identity.reveal().birthDate).toBe('1950-01-02')
  })

  it('and two who work on it at once make each once', async () => {
    const loadId = await going(fileOf(...rows(1, 1_100)))
    await Promise.all([workLoad(tenant, loadId, byItself), workLoad(tenant, loadId, byItself)])
    expect([await residents(), (await report(loadId)).accepted]).toEqual([1_100, 1_100])
  })

  it('and two files with the same people at once make each once', async () => {
    const [one, other] = [await going(fileOf(...rows(1, 700))), await going(fileOf(...rows(1, 700)))]
    await Promise.all([workLoad(tenant, one, byItself), workLoad(tenant, other, byItself)])
    expect(await residents()).toBe(700)
    const [first, second] = [await report(one), await report(other)]
    expect(first.accepted + second.accepted).toBe(700)
    expect(first.refused + second.refused).toBe(700)
  })
})
