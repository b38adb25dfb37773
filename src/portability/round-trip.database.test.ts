import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRow } from '../../test/support/backed-up-city.ts'
import { agree, answersOf } from '../../test/support/city.ts'
import { askFor, readAsCompany } from '../../test/support/company-reads.ts'
import { aLeavingCity, textsIn, type Arrival, type LeavingCity } from '../../test/support/leaving-city.ts'
import type { TestTenant } from '../../test/support/tenant.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { checkLog } from '../audit/index.ts'
import { actsOf, findReceipt } from '../consent/index.ts'
import { findErasure } from '../erasure/index.ts'
import { historyOf } from '../exchange/index.ts'
import { checkCard } from '../identity/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { keysOfLog, newestCheckpoint } from '../proof/index.ts'
import { admit } from '../recovery/index.ts'
import { findResident, preferencesOf, type ResidentId } from '../residents/index.ts'
import { confirmDeposit, daysOf, depositsOf, holdingsOf } from '../vault/index.ts'
import { kinds } from './kinds.ts'
import { notExportedColumns } from './not-exported.ts'
import type { Exported } from './export-city.ts'
import type { Imported } from './import-city.ts'

let old: LeavingCity
let before: Awaited<ReturnType<typeof seenBy>>[]
let exported: Exported
let arrival: Arrival
let imported: Imported
let here: TestTenant

beforeAll(async () => {
  old = await aLeavingCity()
  before = await everybody(old.tenant)
  await old.endLeases()
  exported = await old.leave()
  arrival = old.arrival()
  imported = await arrival.takeIn(exported.folder)
  here = await arrival.open()
})
afterAll(async () => {
  await here.close()
  await old.close()
})

const everybody = (tenant: Tenant) =>
  Promise.all([...old.people, old.erased].map((one) => seenBy(tenant, one)))

/** All that somebody’s own pages are made of. */
async function seenBy(tenant: Tenant, residentId: ResidentId) {
  const holdings = await holdingsOf(tenant, residentId)
  const days = []
  for (const { item, first, last } of holdings)
    for await (const day of daysOf(tenant, residentId, item, { from: first, to: last })) days.push(day)
  const acts = await actsOf(tenant, residentId, { before: null, limit: 50 })
  const numbers = acts.map(({ receiptNumber }) => receiptNumber)
  return {
    identity: (await findResident(tenant, residentId))?.identity.reveal(),
    preferences: await preferencesOf(tenant, residentId),
    answers: await answersOf(tenant, residentId),
    // By which link a partner brought it is on no page, and links stay behind.
    deposits: (await depositsOf(tenant, residentId)).map((deposit) => ({ ...deposit, linkHash: null })),
    history: await historyOf(tenant, residentId, { before: null, limit: 50 }),
    receipts: await Promise.all(numbers.map((number) => findReceipt(tenant, residentId, number))),
    holdings,
    days,
  }
}

describe('A city that has moved', () => {
  it('shows each resident what they saw before', async () => {
    const after = await everybody(here)
    expect(after).toEqual(before)
    expect(after[0]?.days.length).toBe(2)
    expect(after[0]?.history.length).toBeGreaterThan(1)
    expect(new Set(Object.values(after[0]?.answers ?? {}))).toEqual(new Set(['withdrawn']))
  })

  it('leaves who was erased erased', async () => {
    const gone = (await everybody(here)).at(-1)
    expect(gone).toMatchObject({ identity: undefined, deposits: [], holdings: [] })
    const texts = await textsIn(exported.folder, old.identities)
    const [line] = (texts.get('residents') ?? '').split('\n').filter((text) => text.includes(old.erased))
    expect(JSON.parse(line ?? '')).toMatchObject({
      identity: { erased: expect.stringMatching(/^[0-9a-f]+$/) },
    })
    expect([...texts.values()].join('')).not.toContain('去る 人')
    expect((await here.keys.find(old.erased))?.has('values')).toBe(false)
    // The law still wants to know of whom its records are.
    const { rows } = await here.database.query<{ number: string; sealed: Buffer }>(
      'select number, kept_identity as sealed from erasure.erasures where resident_id = $1',
      [old.erased],
    )
    const keys = await here.keys.find(old.erased)
    expect(keys!.open('records', rows[0]!.sealed, `erasure/identity/${old.erased}`).toString()).toContain(
      '消去',
    )
    expect(await findErasure(here, rows[0]!.number)).toBeDefined()
  })

  it('is known by the same checkpoint, and every record by its leaf', async () => {
    expect(imported.audit).toMatchObject({ faults: [], withoutRecord: 0 })
    expect(imported.audit.leaves).toBe(imported.manifest.log.checkpoint?.size)
    expect(await newestCheckpoint(here.database)).toEqual(await newestCheckpoint(old.tenant.database))
    expect(await keysOfLog(here.database)).toEqual(await keysOfLog(old.tenant.database))
  })

  it('is admitted with a journal of its own, which no service would begin by itself', async () => {
    expect(await admit(here)).toEqual({ ok: true, again: 0 })
  })

  it('exports the same bytes from where it arrived', async () => {
    const first = await textsIn(exported.folder, old.identities)
    await here.close()
    const again = await arrival.leave()
    here = await arrival.open()
    const second = await textsIn(again.folder, old.identities)
    expect([...first.keys()].sort()).toEqual(kinds.map(({ name }) => name).sort())
    for (const [name, text] of first) expect([name, second.get(name)]).toEqual([name, text])
    const empty = [...first].filter(([, text]) => text === '').map(([name]) => name)
    expect(empty, 'what is empty proves nothing').toEqual([])
  })

  it('is the same in every row of every table that moves whole, and holds no seal and no position', async () => {
    const [then, now] = [
      await everyRow(old.tenant.databases.data.migrate),
      await everyRow(here.databases.data.migrate),
    ]
    const compared = kinds.filter(
      ({ store, table, fields }) =>
        store === 'data' &&
        // What stays behind of a row is left out by the bytes above, too.
        !Object.keys(notExportedColumns).some((column) => column.startsWith(`${table}.`)) &&
        Object.values(fields).every(({ type, sealed }) => !sealed && !type.columnTypes.includes('xid8')),
    )
    expect(compared.length).toBeGreaterThan(20)
    for (const { table } of compared) expect([table, now.get(table)]).toEqual([table, then.get(table)])
  })

  it('lets companies go on under the pseudonyms they know, of those who have not stopped', async () => {
    expect(await askFor(here, old.use, old.people[0]!)).toBe('withdrawn')
    expect(await askFor(here, old.use, old.people[1]!)).toBeUndefined()
    const lines: string[] = []
    await readAsCompany(here, old.use, { onWrite: (text) => Promise.resolve(void lines.push(text)) })
    const { rows } = await old.tenant.database.query<{ pseudonym: string; residentId: ResidentId }>(
      'select pseudonym, resident_id as "residentId" from exchange.pseudonyms where use_id = $1',
      [old.use.useId],
    )
    const records = lines
      .join('')
      .split('\n')
      .filter((line) => line.includes('"type":"record"'))
    const told = records.join()
    expect(records.length).toBeGreaterThan(5)
    const inIt = rows.filter(({ pseudonym }) => told.includes(pseudonym)).map(({ residentId }) => residentId)
    expect(inIt.sort()).toEqual([old.people[1]!, old.people[2]!, old.people[3]!].sort())
  })

  it('goes on with its log: what waited is logged, and old checkpoints stay true', async () => {
    const checkpoint = imported.manifest.log.checkpoint!.note
    await agree(here, old.people[0]!, old.use)
    await logEverything(here)
    const audit = await checkLog(here, [checkpoint])
    expect(audit).toMatchObject({ faults: [], withoutRecord: 0, overdue: 0 })
    expect(audit.leaves).toBeGreaterThan(imported.audit.leaves + 1)
  })

  it('lets whoever has a card sign in with it as before', async () => {
    expect(await checkCard(here, old.card)).toMatchObject({ ok: true, residentId: old.waiting })
  })

  it('lets the deposit that waited be confirmed', async () => {
    const waits = (await depositsOf(here, old.waiting)).find(({ state }) => state === 'preview')
    const wishes = { alsoChosen: [], notWanted: [], isMine: true }
    expect(await confirmDeposit(here, old.waiting, waits!.importId, wishes)).toMatchObject({ ok: true })
  })
})
