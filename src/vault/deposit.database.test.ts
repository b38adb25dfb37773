import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allOf } from '../../test/support/all-of.ts'
import { anImport, aResident, bytes, deposit, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { LocalDay } from '../kernel/index.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { openEnvelope, sealEnvelope, type EnvelopeId } from './envelope.ts'
import {
  confirmDeposit,
  daysOf,
  depositsOf,
  discardDeposit,
  expireDeposits,
  findDeposit,
  holdingsOf,
  previewHours,
  readImport,
  undoDeposit,
  type ByteSource,
  type ImportId,
} from './index.ts'

const day = '2026-11-01' as LocalDay
const all = { from: '2026-01-01' as LocalDay, to: '2026-12-31' as LocalDay }
const wishes = { alsoChosen: [], notWanted: [], isMine: false }

let tenant: TestTenant
let owner: Pool
let residentId: ResidentId
beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})
beforeEach(async () => {
  residentId = await aResident(tenant)
})

async function previewed(file: ByteSource, who = residentId): Promise<ImportId> {
  const importId = await anImport(tenant, who, file)
  await readImport(tenant, who, importId, file)
  return importId
}

const confirm = async (importId: ImportId, isMine = false) => {
  const outcome = await confirmDeposit(tenant, residentId, importId, { ...wishes, isMine })
  return outcome.ok ? 'done' : outcome.because
}
const stateOf = async (importId: ImportId) => {
  const found = await findDeposit(tenant, residentId, importId)
  return [found?.state, found?.because]
}
const figures = async (who = residentId) =>
  (await allOf(daysOf(tenant, who, 'activity.steps', all))).map(({ day, figure }) => [day, figure.value])
async function staged(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from vault.staged_envelopes where resident_id = $1',
    [residentId],
  )
  return rows[0]!.count
}

describe('The same file twice', () => {
  test('changes nothing, not even the place on the change cursor', async () => {
    await deposit(tenant, residentId, stepsFile({ '2026-11-01': 7000, '2026-11-02': 8000 }))
    const cursor = 'select * from vault.days where resident_id = $1 order by item, day'
    const before = (await tenant.database.query(cursor, [residentId])).rows
    const again = await previewed(stepsFile({ '2026-11-01': 7000, '2026-11-02': 8000 }))
    expect(await confirm(again)).toBe('already-deposited')
    expect((await tenant.database.query(cursor, [residentId])).rows).toEqual(before)
    expect(await figures()).toEqual([
      [day, 7000],
      ['2026-11-02', 8000],
    ])
  })

  test('confirmed twice at the same moment is confirmed once', async () => {
    const file = stepsFile({ '2026-11-01': 7000 })
    const ids = [await previewed(file), await previewed(file)]
    const outcomes = await Promise.all([...ids, ...ids].map((id) => confirm(id)))
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await figures()).toEqual([[day, 7000]])
  })

  test('is welcome again after it was undone', async () => {
    const file = stepsFile({ '2026-11-01': 7000 })
    await undoDeposit(tenant, residentId, await deposit(tenant, residentId, file))
    expect(await figures()).toEqual([])
    await deposit(tenant, residentId, file)
    expect(await figures()).toEqual([[day, 7000]])
  })
})

describe('Undoing an import', () => {
  test('removes exactly that import, also where another speaks of the same days', async () => {
    const first = await deposit(tenant, residentId, stepsFile({ '2026-11-01': 7000, '2026-11-02': 1 }))
    const second = await deposit(tenant, residentId, stepsFile({ '2026-11-01': 7500, '2026-11-03': 3 }))
    expect(await figures()).toEqual([
      [day, 7500],
      ['2026-11-02', 1],
      ['2026-11-03', 3],
    ])
    await undoDeposit(tenant, residentId, second)
    expect(await figures()).toEqual([
      [day, 7000],
      ['2026-11-02', 1],
    ])
    expect(await undoDeposit(tenant, residentId, second)).toEqual({ ok: false, because: 'not-ready' })
    await undoDeposit(tenant, residentId, first)
    expect([await figures(), await holdingsOf(tenant, residentId)]).toEqual([[], []])
  })
})

describe('A file that is not read to its end', () => {
  const broken = (code: string, after: number): ByteSource => {
    const text = `<?xml version="1.0"?><HealthData>${'<!-- filling -->'.repeat(5000)}`
    return {
      name: 'export.xml',
      size: 10_000_000,
      stream: () =>
        Readable.from(
          (function* () {
            yield Buffer.from(text.slice(0, after))
            throw Object.assign(new Error('broken'), { code })
          })(),
          { objectMode: false },
        ),
    }
  }

  test.each([
    ['ENOSPC', 'no-space'],
    ['EIO', 'interrupted'],
  ])('because of %s is refused as %s, and nothing of it is kept', async (code, because) => {
    const file = broken(code, 50_000)
    const importId = await anImport(tenant, residentId, file)
    const reading = readImport(tenant, residentId, importId, file)
    await (code === 'ENOSPC' ? reading : expect(reading).rejects.toThrow())
    expect(await stateOf(importId)).toEqual(['refused', because])
    expect([await confirm(importId), await staged(), await figures()]).toEqual(['not-ready', 0, []])
  })

  test.each([
    ['53100', 'no-space'],
    ['53200', 'interrupted'],
  ])('because the database says %s in the middle is refused as %s', async (code, because) => {
    const days = Object.fromEntries(
      Array.from({ length: 280 }, (_, at) => [
        new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
        at + 1,
      ]),
    )
    await owner.query(`
      create function vault.full() returns trigger language plpgsql as $$
      begin
        if (select count(*) from vault.staged_envelopes where resident_id = new.resident_id) >= 250 then raise exception 'full' using errcode = '${code}'; end if;
        return new;
      end $$;
      create trigger full_disk before insert on vault.staged_envelopes for each row execute function vault.full()`)
    try {
      const file = stepsFile(days)
      const importId = await anImport(tenant, residentId, file)
      const reading = readImport(tenant, residentId, importId, file)
      await (because === 'no-space' ? reading : expect(reading).rejects.toThrow('full'))
      expect(await stateOf(importId)).toEqual(['refused', because])
      expect([await confirm(importId), await staged(), await figures()]).toEqual(['not-ready', 0, []])
    } finally {
      await owner.query('drop trigger full_disk on vault.staged_envelopes; drop function vault.full()')
    }
  })

  test.each([
    // its process's lease ended                  a machine that is busy lets the lease of a living process run out, too
    ['a second ago', '1 second', ['reading', null]],
    ['20 seconds ago', '20 seconds', ['reading', null]],
    ['31 seconds ago', '31 seconds', ['refused', 'interrupted']],
  ])('because its process is gone: its lease ended %s', async (_, ago, expected) => {
    const processId = randomUUID()
    await owner.query(
      `insert into platform.processes (process_id, service, lease_until)
       values ($1, 'test', clock_timestamp() - $2::interval)`,
      [processId, ago],
    )
    const file = stepsFile({ '2026-11-01': 1 })
    const importId = await anImport({ ...tenant, processId }, residentId, file)
    while ((await expireDeposits(tenant)) > 0);
    expect(await stateOf(importId)).toEqual(expected)
  })

  test('is not visible while it is read, and leaves nothing when given up in the middle', async () => {
    let seen: unknown
    const whole = stepsFile({ '2026-11-01': 7000 })
    const file: ByteSource = {
      ...whole,
      stream: (start, end) =>
        Readable.from(
          (async function* () {
            yield* whole.stream(start, end)
            const importId = (await depositsOf(tenant, residentId))[0]!.importId
            seen ??= [await stateOf(importId), await confirm(importId), await figures()]
            await discardDeposit(tenant, residentId, importId)
          })(),
          { objectMode: false },
        ),
    }
    const importId = await previewed(file)
    expect(seen).toEqual([['reading', null], 'not-ready', []])
    expect(await stateOf(importId)).toEqual(['discarded', null])
    expect([await confirm(importId), await staged(), await figures()]).toEqual(['not-ready', 0, []])
  })
})

describe('A preview', () => {
  test(`waits ${String(previewHours)} hours and is gone then`, async () => {
    const importId = await previewed(stepsFile({ '2026-11-01': 7000 }))
    tenant.clock.advance(previewHours * 3_600_000 - 1)
    expect([await expireDeposits(tenant), await staged()]).toEqual([0, 1])
    tenant.clock.advance(1)
    expect(await confirm(importId)).toBe('expired')
    while ((await expireDeposits(tenant)) > 0);
    expect(await staged()).toBe(0)
    expect(await stateOf(importId)).toEqual(['refused', 'expired'])
    expect(await confirm(importId)).toBe('not-ready')
  })

  test('of another person’s file stops and asks', async () => {
    const file = bytes(
      'export.xml',
      Buffer.from(`<?xml version="1.0"?><HealthData>
      <Me HKCharacteristicTypeIdentifierDateOfBirth="1980-01-01"/>
      <Record type="HKQuantityTypeIdentifierStepCount" sourceName="Watch" unit="count" startDate="2026-11-01 12:00:00 +0900" endDate="2026-11-01 12:10:00 +0900" value="5"/>
    </HealthData>`),
    )
    const importId = await previewed(file)
    expect((await findDeposit(tenant, residentId, importId))?.summary?.doubt).toBe('birth-date-differs')
    expect([await confirm(importId), await figures()]).toEqual(['another-person', []])
    expect([await confirm(importId, true), await figures()]).toEqual(['done', [[day, 5]]])
  })
})

describe('Somebody else’s import', () => {
  test('is the same as none: not seen, not confirmed, not undone, not discarded', async () => {
    const [mine, live] = [
      await previewed(stepsFile({ '2026-11-01': 1 })),
      await deposit(tenant, residentId, stepsFile({ '2026-11-02': 2 })),
    ]
    const stranger = await aResident(tenant)
    for (const importId of [mine, live, 'b5bd8ac8-3a3e-4f43-9d0e-000000000000' as ImportId]) {
      const answers = [
        await findDeposit(tenant, stranger, importId),
        await confirmDeposit(tenant, stranger, importId, { ...wishes, isMine: true }),
        await undoDeposit(tenant, stranger, importId),
        await discardDeposit(tenant, stranger, importId),
      ]
      const no = { ok: false, because: 'not-found' }
      expect(answers).toEqual([undefined, no, no, no])
    }
    expect([await depositsOf(tenant, stranger), await figures(stranger)]).toEqual([[], []])
    expect(await figures()).toEqual([['2026-11-02', 2]])
  })
})

describe('An envelope', () => {
  test('moved to another resident, item, day or envelope does not open', async () => {
    const keys = (await tenant.keys.find(residentId))!
    const stranger = await aResident(tenant)
    const said = {
      item: 'activity.steps' as const,
      source: 'watch' as const,
      origin: 'Watch',
      day,
      samples: [[0, 1, 5] as const],
      documents: [],
    }
    const sealed = { ...sealEnvelope(keys, residentId, 'e1' as EnvelopeId, said), added: 1n }
    expect(openEnvelope(keys, residentId, sealed).samples).toEqual([[0, 1, 5]])
    const moved = [
      { item: 'body.weight' as const },
      { day: '2026-11-02' as LocalDay },
      { envelopeId: 'e2' as EnvelopeId },
    ]
    for (const change of moved)
      expect(() => openEnvelope(keys, residentId, { ...sealed, ...change })).toThrow()
    expect(() => openEnvelope(keys, stranger, sealed)).toThrow()
    const theirs = (await tenant.keys.find(stranger))!
    expect(() => openEnvelope(theirs, stranger, sealed)).toThrow()
  })
})
