import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  agree,
  anImport,
  aResident,
  aUse,
  aVendor,
  by,
  deposit,
  stepsFile,
  toldOf,
} from '../../test/support/city.ts'
import { askFor, openRead, readAsCompany, subjectsGiven } from '../../test/support/company-reads.ts'
import { mergeTwo, stepsOf, two, twoEntriesIn } from '../../test/support/merging.ts'
import { proven } from '../../test/support/proven.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { giveConsent } from '../consent/index.ts'
import { eraseEverything } from '../erasure/index.ts'
import { deliver } from '../exchange/deliver.ts'
import { addDays, localDayOf, startOfDay } from '../kernel/index.ts'
import { findResident, mergedInto, standsOf, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { confirmDeposit, holdingsOf, readImport } from '../vault/index.ts'
import { comeBack, leave, merge, recordDeath } from './index.ts'

let city: TestTenant
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
})
afterAll(() => city.close())

const mergeNow = (remaining: ResidentId, duplicate: ResidentId) => mergeTwo(city, remaining, duplicate)
const twoEntries = () => twoEntriesIn(city)
const standing = async (residentId: ResidentId) => (await standsOf(city.database, residentId))?.standing
const stateOf = (residentId: ResidentId, { useId }: Use) => stepsOf(city, residentId, useId)

describe('An entry that was merged', () => {
  it('stands so until a day, gives nothing from that moment on, and both are told', async () => {
    const { remaining, duplicate } = await twoEntries()
    await deposit(city, duplicate, stepsFile({ '2026-11-20': 4_000 }))
    await agree(city, duplicate, use)
    await readAsCompany(city, use)
    expect(await askFor(city, use, duplicate)).toBeUndefined()
    const open = await openRead(city, use)
    expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true, stillUnderWay: [] })
    const eraseAt = addDays(startOfDay(localDayOf(city.clock.now())), 366)
    expect(await standsOf(city.database, duplicate)).toEqual({ standing: 'merged', eraseAt })
    expect(await stateOf(duplicate, use)).toBe('withdrawn')
    expect(await askFor(city, use, duplicate)).toBe('withdrawn')
    let text = ''
    const write = (lines: string) => Promise.resolve(void (text += lines))
    if (!open.ok) throw new Error(open.because)
    await deliver(city, open, null, { write })
    expect(text).not.toContain('"steps')
    expect(await standing(remaining)).toBe('active')
    expect(await toldOf(city, remaining)).toContain('merged')
    expect(await toldOf(city, duplicate)).toContain('merged-away')
    expect(await mergedInto(city.database, remaining)).toMatchObject([{ residentId: duplicate, eraseAt }])
    expect(await mergedInto(city.database, duplicate)).toEqual([])
  })

  it('is refused by the gate whatever still stands of what it allowed', async () => {
    const { remaining, duplicate } = await twoEntries()
    await deposit(city, duplicate, stepsFile({ '2026-11-20': 4_000 }))
    await agree(city, duplicate, use)
    await readAsCompany(city, use)
    await mergeNow(remaining, duplicate)
    await city.database.query(`update consent.grants set state = 'granted' where resident_id = $1`, [
      duplicate,
    ])
    expect(await askFor(city, use, duplicate)).toBe('not-available')
    expect((await subjectsGiven(city, use)).size).toBe(0)
  })

  it('agrees to nothing, deposits nothing, comes back by nothing, and does not die', async () => {
    const { remaining, duplicate } = await twoEntries()
    const file = stepsFile({ '2026-11-21': 5_000 })
    const importId = await anImport(city, duplicate, file)
    await readImport(city, duplicate, importId, file)
    await mergeNow(remaining, duplicate)
    const answer = { useId: use.useId, versionShown: use.version, items: use.terms.items }
    const no = { ok: false, because: 'not-taking-part' }
    expect(await giveConsent(city, proven(by(duplicate)), answer)).toEqual(no)
    const wishes = { alsoChosen: [], notWanted: [], isMine: true }
    expect(await confirmDeposit(city, duplicate, importId, wishes)).toEqual(no)
    const notSo = { ok: false, because: 'not-as-you-stand' }
    expect(await comeBack(city, by(duplicate))).toEqual(notSo)
    expect(await leave(city, by(duplicate), 'left')).toEqual(notSo)
    const death = { ...two(), document: 'death-certificate' } as const
    expect(await recordDeath(city, by(duplicate), death)).toEqual(notSo)
  })

  it('gives nothing of what it has deposited to whoever may read of the one that remains', async () => {
    const { remaining, duplicate } = await twoEntries()
    await deposit(city, duplicate, stepsFile({ '2026-11-20': 4_000 }))
    await mergeNow(remaining, duplicate)
    const own = await aUse(city, await aVendor(city))
    await agree(city, remaining, own)
    expect((await subjectsGiven(city, own)).size).toBe(0)
    expect(await holdingsOf(city, remaining)).toEqual([])
    expect(await holdingsOf(city, duplicate)).toHaveLength(1)
  })
})

describe('Merging', () => {
  it('is done once, and not the other way round', async () => {
    const { remaining, duplicate } = await twoEntries()
    expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
    const again = { ok: false, because: 'merged-already' }
    expect(await mergeNow(remaining, duplicate)).toEqual(again)
    expect(await mergeNow(duplicate, remaining)).toEqual(again)
    expect(await mergeNow(await aResident(city), duplicate)).toEqual(again)
    const third = await aResident(city)
    expect(await mergeNow(third, remaining)).toEqual({ ok: false, because: 'has-taken-in' })
    expect(await mergeNow(remaining, third)).toMatchObject({ ok: true })
    expect(await mergeNow(remaining, remaining)).toEqual({ ok: false, because: 'same-entry' })
  })

  it('both ways at the same moment leaves one', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const { remaining, duplicate } = await twoEntries()
      const done = await Promise.all([mergeNow(remaining, duplicate), mergeNow(duplicate, remaining)])
      expect(done.map(({ ok }) => ok).toSorted()).toEqual([false, true])
      expect([await standing(remaining), await standing(duplicate)].toSorted()).toEqual(['active', 'merged'])
    }
  })

  it('that breaks off changes nothing, of neither', async () => {
    const { remaining, duplicate } = await twoEntries()
    await agree(city, duplicate, use)
    await agree(city, remaining, use)
    const besides = () => Promise.reject(new Error('broken off'))
    await expect(merge(city, { remaining, duplicate }, two(), { besides })).rejects.toThrow('broken off')
    expect([await standing(duplicate), await stateOf(duplicate, use)]).toEqual(['active', 'granted'])
    expect(await toldOf(city, remaining)).not.toContain('merged')
  })

  it('is said by two, never by one twice, and the database takes it from nobody else', async () => {
    const { remaining, duplicate } = await twoEntries()
    const staffId = randomUUID()
    const alone = merge(city, { remaining, duplicate }, { staffId, secondStaffId: staffId })
    await expect(alone).rejects.toThrow('may not be said')
    expect(await standing(duplicate)).toBe('active')
    const insert = (second: string | null, into: string | null) =>
      city.database.query(
        `insert into residents.life_events (resident_id, event_id, what, standing, happened_at, recorded_at, staff_id,
           second_staff_id, merged_into) values ($1, $2, 'merged', 'merged', $3, $3, $4, $5, $6)`,
        [duplicate, randomUUID(), city.clock.now(), staffId, second, into],
      )
    await expect(insert(null, remaining)).rejects.toThrow('check')
    await expect(insert(randomUUID(), null)).rejects.toThrow('check')
    await expect(insert(randomUUID(), duplicate)).rejects.toThrow('check')
    const stands = `update residents.residents set standing = 'merged', erase_at = now()`
    await expect(asOwner(city, `${stands} where resident_id = '${duplicate}'`)).rejects.toThrow('check')
  })

  it('is erased with the one that remains, and not read after', async () => {
    const { remaining, duplicate } = await twoEntries()
    const other = await aResident(city)
    await mergeNow(remaining, duplicate)
    expect(await eraseEverything(city, by(remaining))).toMatchObject({ ok: true, kept: true })
    for (const residentId of [remaining, duplicate]) {
      expect(await findResident(city, residentId)).toBeUndefined()
      expect(await standing(residentId)).toBe('erased')
    }
    expect(await mergedInto(city.database, remaining)).toEqual([])
    expect(await findResident(city, other)).toBeDefined()
  })

  it('that a service of the version before has erased is not read either', async () => {
    const { remaining, duplicate } = await twoEntries()
    await mergeNow(remaining, duplicate)
    const erased = `update residents.residents set standing = 'erased', erase_at = null where resident_id = $1`
    await city.database.query(erased, [duplicate])
    expect(await mergedInto(city.database, remaining)).toEqual([])
  })

  it('is erased with the one that remains, of however many', async () => {
    const remaining = await aResident(city)
    const duplicates = await Promise.all(Array.from({ length: 21 }, () => aResident(city)))
    for (const duplicate of duplicates)
      expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
    await eraseEverything(city, by(remaining))
    const standings = await Promise.all(duplicates.map(standing))
    expect(new Set(standings)).toEqual(new Set(['erased']))
  })

  it('is erased with the one that remains, also where it was merged in that moment', async () => {
    const { remaining, duplicate } = await twoEntries()
    let asked = 0
    // As everything is stopped, after it was seen that nothing was merged.
    const find = async (residentId: string) => {
      if (residentId === remaining) asked += 1
      if (asked === 2 && residentId === remaining)
        expect(await mergeNow(remaining, duplicate)).toMatchObject({ ok: true })
      return city.keys.find(residentId)
    }
    const keys = new Proxy(city.keys, {
      get: (store, name) => (name === 'find' ? find : (Reflect.get(store, name) as () => void).bind(store)),
    })
    await eraseEverything({ ...city, keys }, by(remaining))
    expect(asked).toBeGreaterThan(1)
    expect([await standing(remaining), await standing(duplicate)]).toEqual(['erased', 'erased'])
    expect(await findResident(city, duplicate)).toBeUndefined()
  })

  it('that is erased leaves who remains as they are', async () => {
    const { remaining, duplicate } = await twoEntries()
    await mergeNow(remaining, duplicate)
    await eraseEverything(city, by(duplicate))
    expect(await mergedInto(city.database, remaining)).toEqual([])
    const { rows } = await city.database.query(
      'select merged_into from residents.residents where resident_id = $1',
      [duplicate],
    )
    expect(rows).toEqual([{ merged_into: null }])
    expect([await standing(remaining), await findResident(city, remaining)]).toEqual([
      'active',
      expect.anything(),
    ])
  })
})
