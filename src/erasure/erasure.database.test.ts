import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agree,
  answersOf,
  aResident,
  aUse,
  aVendor,
  by,
  deposit,
  stepsFile,
} from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { checkLog } from '../audit/index.ts'
import { findSession, startSession } from '../identity/index.ts'
import { addDays } from '../kernel/index.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import { findResident, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { depositsOf, holdingsOf } from '../vault/index.ts'
import { endRetention, eraseEverything, finishErasures } from './index.ts'

let city: TestTenant
let owner: Pool
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
  use = await aUse(city, await aVendor(city))
})
afterAll(async () => {
  await owner.end()
  await city.close()
})

async function somebody(): Promise<ResidentId> {
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 1_000 }))
  await agree(city, residentId, use)
  return residentId
}

const keysLeft = async (residentId: ResidentId) => {
  const keys = await city.keys.find(residentId)
  return (['values', 'identity', 'records'] as const).filter((kind) => keys?.has(kind))
}
const faults = async () => (await checkLog(city, [])).faults

describe('Who erases everything', () => {
  it('is nobody any more: no name, no data, no consent, no session', async () => {
    const residentId = await somebody()
    const neighbour = await somebody()
    const session = await startSession(city, residentId, 'demo')
    expect(await eraseEverything(city, by(residentId))).toMatchObject({
      ok: true,
      kept: true,
      stillUnderWay: [],
    })
    expect(await findResident(city, residentId)).toBeUndefined()
    expect(await holdingsOf(city, residentId)).toEqual([])
    expect(await depositsOf(city, residentId)).toEqual([])
    expect(await findSession(city, session)).toBeUndefined()
    expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
    for (const table of ['envelopes', 'staged_envelopes', 'days', 'imports']) {
      const { rowCount } = await owner.query(`select from vault.${table} where resident_id = $1`, [
        residentId,
      ])
      expect([table, rowCount]).toEqual([table, 0])
    }
    expect(await findResident(city, neighbour)).toBeDefined()
    expect(await holdingsOf(city, neighbour)).not.toEqual([])
    expect(await eraseEverything(city, by(residentId))).toEqual({ ok: false, because: 'not-found' })
  })

  it('leaves no key when nothing was ever provided, and the log still holds', async () => {
    const residentId = await somebody()
    const erased = await eraseEverything(city, by(residentId))
    expect(erased).toMatchObject({ ok: true, erasure: { keptUntil: null, keptIdentity: null } })
    expect(await keysLeft(residentId)).toEqual([])
    await logEverything(city)
    expect(await faults()).toEqual([])
  })

  it('leaves what the law keeps, with whose it is, until its date; then that is gone, too', async () => {
    const residentId = await somebody()
    await readAsCompany(city, use)
    const erased = await eraseEverything(city, by(residentId))
    if (!erased.ok) throw new Error(erased.because)
    const { keptUntil, keptIdentity } = erased.erasure
    expect(await keysLeft(residentId)).toEqual(['records'])
    const keys = await city.keys.find(residentId)
    const identity = keys?.open('records', keptIdentity!, `erasure/identity/${residentId}`)
    // Neither address nor telephone: the law does not ask for them.
    expect(JSON.parse(identity!.toString())).toEqual({
      name: '青葉 花子',
      kana: 'アオバ ハナコ',
      birthDate: '1950-04-01',
    })

    const before = city.clock.now()
    city.clock.set(addDays(keptUntil!, -1))
    while ((await endRetention(city)) > 0);
    await finishErasures(city)
    expect(await keysLeft(residentId)).toEqual(['records'])
    city.clock.set(keptUntil!)
    while ((await endRetention(city)) > 0);
    await finishErasures(city)
    expect(await keysLeft(residentId)).toEqual([])
    city.clock.set(before)
    await logEverything(city)
    expect(await faults()).toEqual([])
  })

  it('of whom something was provided after all keeps its records longer, and holds up nobody', async () => {
    const residentId = await somebody()
    await readAsCompany(city, use)
    const erased = await eraseEverything(city, by(residentId))
    if (!erased.ok) throw new Error(erased.because)
    const before = city.clock.now()
    await owner.query(
      `update exchange.provisions set opened_at = opened_at + interval '1 year' where resident_id = $1`,
      [residentId],
    )
    city.clock.set(erased.erasure.keptUntil!)
    expect(await endRetention(city)).toBe(0)
    expect(await keysLeft(residentId)).toEqual(['records'])
    await owner.query(
      `update exchange.provisions set opened_at = opened_at - interval '1 year' where resident_id = $1`,
      [residentId],
    )
    city.clock.set(before)
  })

  it('pressed twice at once, has one erasure', async () => {
    const residentId = await somebody()
    const both = await Promise.all([
      eraseEverything(city, by(residentId)),
      eraseEverything(city, by(residentId)),
    ])
    const numbers = both.flatMap((one) => (one.ok ? [one.erasure.number] : []))
    expect(new Set(numbers).size).toBe(1)
    const { rowCount } = await owner.query('select from erasure.erasures where resident_id = $1', [
      residentId,
    ])
    expect(rowCount).toBe(1)
  })
})

describe('An erasure that was broken off', () => {
  it('is not confirmed while the journal cannot be written, destroys nothing yet, and is finished later', async () => {
    const residentId = await somebody()
    const path = city.journal.file.path
    const content = await wholeJournal(city.journal.file)
    await rm(path)
    expect(await eraseEverything(city, by(residentId))).toMatchObject({ ok: true, kept: false })
    await finishErasures(city)
    expect(await keysLeft(residentId)).toHaveLength(3)
    expect(await answersOf(city, residentId)).toMatchObject({ 'activity.steps': 'withdrawn' })

    await city.journal.file.create(content.journalId)
    await city.journal.file.append(content.journalId, content.entries)
    await finishErasures(city)
    expect(await keysLeft(residentId)).toEqual([])
  })

  it('whose stop the journal has, and not itself, keeps its keys until it has', async () => {
    const residentId = await somebody()
    let written = 0
    const keep = () => ((written += 1) === 1 ? city.journal.keep() : Promise.resolve(false))
    const failing = {
      ...city,
      journal: Object.assign(Object.create(city.journal) as typeof city.journal, { keep }),
    }
    expect(await eraseEverything(failing, by(residentId))).toMatchObject({ ok: true, kept: false })
    await finishErasures(failing)
    expect(await keysLeft(residentId)).toHaveLength(3)
    await finishErasures(city)
    expect(await keysLeft(residentId)).toEqual([])
  })

  it('between its record and its keys, is finished by the next look', async () => {
    const residentId = await somebody()
    const stay = {
      ...city,
      keys: Object.assign(Object.create(city.keys) as typeof city.keys, noDestroying(city)),
    }
    expect(await eraseEverything(stay, by(residentId))).toMatchObject({ ok: true })
    expect(await keysLeft(residentId)).toHaveLength(3)
    await finishErasures(city)
    expect(await keysLeft(residentId)).toEqual([])
  })
})

/** The process is gone before the key store hears of it. */
function noDestroying({ keys }: TestTenant) {
  return {
    find: keys.find.bind(keys),
    findMany: keys.findMany.bind(keys),
    destroy: () => Promise.resolve(),
  }
}

describe('A record that can no longer be opened', () => {
  it('without an erasure in the log is a fault', async () => {
    const residentId = await somebody()
    await logEverything(city)
    expect(await faults()).toEqual([])
    await city.keys.destroy(residentId, ['values', 'identity', 'records'])
    expect(await faults()).toMatchObject([
      { because: 'cannot-be-opened', kind: 'consent-event' },
      { because: 'cannot-be-opened', kind: 'consent-event' },
    ])
  })

  const changes = [
    [`keys = '{values,identity,records}', kept_until = null`, 'record-changed'],
    [`happened_at = happened_at - interval '1 day'`, 'record-changed'],
    [`salt = sha256('another')`, 'record-changed'],
  ] as const
  it.each(changes)('is not covered by an erasure that was changed: %s', async (change, because) => {
    const residentId = await somebody()
    await readAsCompany(city, use)
    await eraseEverything(city, by(residentId))
    await logEverything(city)
    await owner.query(
      `alter table erasure.erasures drop constraint if exists erasures_check;
       update erasure.erasures set kept_identity = null, ${change} where resident_id = '${residentId}'`,
    )
    expect(await faults()).toContainEqual(expect.objectContaining({ because, kind: 'erasure' }))
  })
})
