import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allOf } from '../../test/support/all-of.ts'
import { anImport, aResident, bytes } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { LocalDay } from '../kernel/index.ts'
import { openPool } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import {
  confirmDeposit,
  daysOf,
  discardDeposit,
  expireDeposits,
  holdingsOf,
  readImport,
  undoDeposit,
  type ImportId,
} from './index.ts'

const items = {
  'activity.steps': 'HKQuantityTypeIdentifierStepCount',
  'body.weight': 'HKQuantityTypeIdentifierBodyMass',
  'sleep.stage': 'HKCategoryTypeIdentifierSleepAnalysis',
} as const
type Item = keyof typeof items
const itemNames = Object.keys(items) as Item[]
const days = ['2026-11-01', '2026-11-02', '2026-11-03'] as LocalDay[]
/** In order of belief. Two watches are two sources, believed in the order of their names. */
const devices = ['Watch A', 'Watch B', 'iPhone', 'Diary']

interface Told {
  item: Item
  day: LocalDay
  device: string
  /** Minutes after noon in Japan. */
  from: number
  to: number
  value: number
}

const told: fc.Arbitrary<Told> = fc
  .record({
    item: fc.constantFrom(...itemNames),
    day: fc.constantFrom(...days),
    device: fc.constantFrom(...devices),
    slot: fc.nat(5),
    slots: fc.integer({ min: 1, max: 3 }),
    value: fc.integer({ min: 50, max: 90 }),
  })
  .map(({ slot, slots, ...one }) => {
    const from = slot * 5
    return { ...one, from, to: one.item === 'body.weight' ? from : from + slots * 5 }
  })
/** What one file tells: no device tells two things of one item that begin at the same moment. */
const content = fc.uniqueArray(told, {
  minLength: 1,
  maxLength: 8,
  selector: (one) => [one.item, one.day, one.device, one.from].join(),
})

type Step =
  | { does: 'import'; content: number }
  | { does: 'confirm' | 'undo' | 'discard'; which: number }
  | { does: 'expire' }
const which = fc.nat(20)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('import' as const), content: fc.nat(2) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('confirm' as const), which }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('undo' as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('discard' as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('expire' as const) }) },
)

const clockTime = (day: string, minute: number) => `${day} 12:${String(minute).padStart(2, '0')}:00 +0900`

function fileOf(content: readonly Told[]) {
  const records = content.map(({ item, day, device, from, to, value }) => {
    const what =
      item === 'sleep.stage'
        ? 'value="HKCategoryValueSleepAnalysisAsleepCore"'
        : `unit="${item === 'body.weight' ? 'kg' : 'count'}" value="${String(value)}"`
    return `<Record type="${items[item]}" sourceName="${device}" ${what} startDate="${clockTime(day, from)}" endDate="${clockTime(day, to)}"/>`
  })
  return bytes(
    'export.xml',
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('')}</HealthData>`,
    ),
  )
}

interface Import {
  state: 'preview' | 'live' | 'undone' | 'discarded' | 'refused'
  content: readonly Told[]
  confirmed: number
}

/** What the pages promise, in the plainest way: a list of files, and every sample compared with every other. */
class Model {
  readonly imports: Import[] = []
  #confirmations = 0

  does(one: Step, contents: readonly Told[][]): string {
    if (one.does === 'import') {
      this.imports.push({ state: 'preview', content: contents[one.content] ?? [], confirmed: 0 })
      return 'done'
    }
    if (one.does === 'expire') {
      for (const each of this.imports) if (each.state === 'preview') each.state = 'refused'
      return 'done'
    }
    const target = this.imports[one.which % this.imports.length]
    if (!target) return 'not-found'
    if (one.does === 'undo') return this.#move(target, 'live', 'undone')
    if (one.does === 'discard') return this.#move(target, 'preview', 'discarded')
    if (target.state === 'preview' && this.live().some((each) => same(each, target)))
      return 'already-deposited'
    const outcome = this.#move(target, 'preview', 'live')
    if (outcome === 'done') target.confirmed = this.#confirmations += 1
    return outcome
  }

  #move(target: Import, from: Import['state'], to: Import['state']): string {
    if (target.state !== from) return 'not-ready'
    target.state = to
    return 'done'
  }

  live(): Import[] {
    return this.imports.filter(({ state }) => state === 'live')
  }

  /** What is to be read of one item on one day: first device first, of one device the last import first. */
  read(item: Item, day: LocalDay): Told[] {
    const kept: { told: Told; by: Import }[] = []
    const lastFirst = this.live().sort((a, b) => b.confirmed - a.confirmed)
    for (const device of devices)
      for (const by of lastFirst)
        for (const told of by.content.filter(
          (one) => one.item === item && one.day === day && one.device === device,
        )) {
          const again = kept.some(
            (other) => (other.by !== by || other.told.device !== device) && overlap(told, other.told),
          )
          if (!again) kept.push({ told, by })
        }
    return kept.map(({ told }) => told)
  }
}

const same = (a: Import, b: Import) => JSON.stringify(sorted(a.content)) === JSON.stringify(sorted(b.content))
const sorted = (content: readonly Told[]) =>
  content.map((one) => JSON.stringify(Object.entries(one).sort())).sort()
const overlap = (a: Told, b: Told) =>
  a.item === 'body.weight' ? a.from === b.from : a.from < b.to && b.from < a.to

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

async function perform(
  residentId: ResidentId,
  one: Step,
  contents: readonly Told[][],
  ids: ImportId[],
): Promise<string> {
  if (one.does === 'import') {
    const file = fileOf(contents[one.content] ?? [])
    const importId = await anImport(tenant, residentId, file)
    await readImport(tenant, residentId, importId, file)
    ids.push(importId)
    return 'done'
  }
  if (one.does === 'expire') {
    tenant.clock.advance(25 * 60 * 60 * 1000)
    while ((await expireDeposits(tenant)) > 0);
    return 'done'
  }
  const importId = ids[one.which % ids.length]
  if (!importId) return 'not-found'
  const wishes = { alsoChosen: [], notWanted: [], isMine: false }
  const acts = {
    confirm: () => confirmDeposit(tenant, residentId, importId, wishes),
    undo: () => undoDeposit(tenant, residentId, importId),
    discard: () => discardDeposit(tenant, residentId, importId),
  }
  const outcome = await acts[one.does]()
  return outcome.ok ? 'done' : outcome.because
}

async function expectSame(residentId: ResidentId, model: Model): Promise<void> {
  const all = { from: '2026-10-01' as LocalDay, to: '2026-12-31' as LocalDay }
  const holdings: string[] = []
  for (const item of itemNames) {
    const seen = (await allOf(daysOf(tenant, residentId, item, all))).flatMap(({ day, samples }) =>
      samples.map(([start, end, value]) =>
        [day, minuteOf(day, start), minuteOf(day, end), item === 'sleep.stage' ? 0 : value].join(),
      ),
    )
    const read = days.flatMap((day) => model.read(item, day))
    expect(seen.sort()).toEqual(
      read
        .map(({ day, from, to, value }) => [day, from, to, item === 'sleep.stage' ? 0 : value].join())
        .sort(),
    )
    const held = new Set(read.map(({ day }) => day))
    if (held.size > 0) holdings.push(`${item}: ${String(held.size)}`)
  }
  expect((await holdingsOf(tenant, residentId)).map(({ item, days }) => `${item}: ${String(days)}`)).toEqual(
    holdings.sort(),
  )
}

const minuteOf = (day: string, ms: number) => (ms - Date.parse(`${day}T03:00:00Z`)) / 60_000

interface CursorRow {
  item: Item
  day: LocalDay
  live: boolean
  appeared: string
  changed: string
}

async function cursorOf(residentId: ResidentId): Promise<Map<string, CursorRow>> {
  const { rows } = await tenant.database.query<CursorRow & { item: Item }>(
    `select item, day::text, live, appeared_xid::text as appeared, changed_xid::text as changed
       from vault.door_days where resident_id = $1`,
    [residentId],
  )
  return new Map(rows.map((row) => [`${row.item}/${row.day}`, row]))
}

/** A day moves on the change cursor when, and only when, something was confirmed or undone that speaks of it. */
function expectMoved(
  before: Map<string, CursorRow>,
  after: Map<string, CursorRow>,
  model: Model,
  touched: Import | undefined,
) {
  for (const [key, now] of after) {
    const was = before.get(key)
    const speaks = touched?.content.some((one) => `${one.item}/${one.day}` === key) ?? false
    expect(now.live, key).toBe(model.read(now.item, now.day).length > 0)
    expect(now.changed !== was?.changed, key).toBe(speaks)
    expect(now.appeared !== was?.appeared, key).toBe(was === undefined)
    expect(BigInt(now.changed)).toBeGreaterThanOrEqual(BigInt(was?.changed ?? 0))
    expect(BigInt(now.appeared)).toBeLessThanOrEqual(BigInt(now.changed))
  }
  for (const key of before.keys()) expect(after.has(key)).toBe(true)
}

test(
  'Whatever is deposited, confirmed, undone and left lying in whatever order, a resident sees what the live files say',
  { timeout: 240_000 },
  async () => {
    let confirmed = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, { minLength: 3, maxLength: 3 }),
        fc.array(step, { minLength: 4, maxLength: 14 }),
        async (contents, steps) => {
          const residentId = await aResident(tenant)
          const model = new Model()
          const ids: ImportId[] = []
          let cursor = await cursorOf(residentId)
          for (const one of steps) {
            const outcome = await perform(residentId, one, contents, ids)
            expect(outcome, JSON.stringify(one)).toBe(model.does(one, contents))
            const touched =
              (one.does === 'confirm' || one.does === 'undo') && outcome === 'done'
                ? model.imports[one.which % ids.length]
                : undefined
            if (touched && one.does === 'confirm') confirmed += 1
            const now = await cursorOf(residentId)
            expectMoved(cursor, now, model, touched)
            cursor = now
            await expectSame(residentId, model)
          }
        },
      ),
      { numRuns: 150 },
    )
    // 125 on average: enough that the property was about something.
    expect(confirmed).toBeGreaterThan(30)
    // As the owner, whom row security lets see everybody's.
    const owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
    const { rows } = await owner.query(
      `select from vault.staged_envelopes join vault.imports using (resident_id, import_id) where state <> 'preview'`,
    )
    await owner.end()
    expect(rows).toEqual([])
  },
)
