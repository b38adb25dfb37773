import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { proven } from '../../test/support/proven.ts'
import type { ItemCode } from '../catalog/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { giveConsent, grantsOf, refuseConsent, undoWithdrawal, withdrawConsent, type ActId } from './index.ts'

const items = ['activity.steps', 'body.weight', 'heart.rate'] as const satisfies ItemCode[]
const sessions = [randomBytes(32), randomBytes(32)]

type Step =
  | { does: 'agree' | 'refuse'; use: number; items: ItemCode[]; session: number }
  | { does: 'stop'; use: number | null; items: ItemCode[] | null; session: number }
  | { does: 'undo'; act: number; session: number }
  | { does: 'wait'; minutes: number }

const use = fc.nat(1)
const session = fc.nat(1)
const some = fc.subarray([...items], { minLength: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('agree' as const), use, items: some, session }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse' as const), use, items: some, session }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('stop' as const),
      use: fc.option(use),
      items: fc.option(some),
      session,
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('undo' as const), act: fc.nat(5), session }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.nat(12) }) },
)

let here: TestTenant
let there: TestTenant
beforeAll(async () => {
  here = await createTestTenant()
  there = await reopen(here)
})
afterAll(async () => {
  await there.close()
  await here.close()
})

interface Scene {
  residentId: ResidentId
  uses: Use[]
}

async function aScene(): Promise<Scene> {
  const vendor = await aVendor(here)
  const uses = [await aUse(here, vendor, { items }), await aUse(here, vendor, { items })]
  return { residentId: await aResident(here), uses }
}

/** Does one step in one of the two processes. Gives the act that came of it, or the reason why none did. */
async function perform(tenant: TestTenant, { residentId, uses }: Scene, one: Step, stops: ActId[]) {
  if (one.does === 'wait') return { ok: false as const, because: 'waited' }
  const by = { residentId, sessionHash: sessions[one.session]!, channel: 'web' as const }
  switch (one.does) {
    case 'agree':
      return giveConsent(tenant, proven(by), {
        useId: uses[one.use]!.useId,
        versionShown: 1,
        items: one.items,
      })
    case 'refuse':
      return refuseConsent(tenant, by, { useId: uses[one.use]!.useId, versionShown: 1, items: one.items })
    case 'stop':
      return withdrawConsent(tenant, by, {
        useId: one.use === null ? null : uses[one.use]!.useId,
        items: one.items,
      })
    case 'undo': {
      const act = stops[one.act % Math.max(stops.length, 1)]
      return act ? undoWithdrawal(tenant, by, act) : { ok: false as const, because: 'no-stop' }
    }
  }
}

/** What the law and the page promise, without database, keys or locks: a history, and its last word on each item. */
class Model {
  minute = 0
  readonly history: { use: number; item: ItemCode; state: string; act: number }[] = []
  /** Answers by the number of the act. */
  readonly answers = new Map<number, { does: string; minute: number; session: number }>()
  readonly stops: { act: number; minute: number; session: number }[] = []
  #acts = 0

  last(use: number, item: ItemCode) {
    return this.history.findLast((event) => event.use === use && event.item === item)
  }

  /** True when something comes of it. */
  perform(one: Step): boolean {
    if (this.#isSecondPress(one)) return true
    const events = this.#eventsOf(one)
    const act = (this.#acts += 1)
    this.history.push(...events.map((event) => ({ ...event, act })))
    if (one.does === 'stop' && events.length > 0)
      this.stops.push({ act, minute: this.minute, session: one.session })
    if (one.does === 'agree' || one.does === 'refuse')
      this.answers.set(act, { does: one.does, minute: this.minute, session: one.session })
    return events.length > 0
  }

  /** One act of this session gave this answer, minutes ago, to all these items. */
  #isSecondPress(one: Step): boolean {
    if (one.does !== 'agree' && one.does !== 'refuse') return false
    const [act, ...others] = new Set(one.items.map((item) => this.last(one.use, item)?.act))
    const before = act === undefined ? undefined : this.answers.get(act)
    if (before?.does !== one.does || others.length > 0) return false
    return before.session === one.session && this.minute - before.minute < 10
  }

  #eventsOf(one: Step): { use: number; item: ItemCode; state: string }[] {
    const all = [0, 1].flatMap((use) =>
      items.map((item) => ({ use, item, state: this.last(use, item)?.state })),
    )
    const named = (use: number | null, list: ItemCode[] | null) =>
      all.filter((one) => (use === null || one.use === use) && (list?.includes(one.item) ?? true))
    if (one.does === 'wait') this.minute += one.minutes
    if (one.does === 'agree')
      return become(
        'granted',
        named(one.use, one.items).filter((at) => at.state !== 'granted'),
      )
    if (one.does === 'refuse') {
      const asked = named(one.use, one.items)
      return asked.some((at) => at.state === 'granted') ? [] : become('refused', asked)
    }
    if (one.does === 'stop')
      return become(
        'withdrawn',
        named(one.use, one.items).filter((at) => at.state === 'granted'),
      )
    if (one.does === 'undo') return become('granted', this.#undone(one.act, one.session))
    return []
  }

  #undone(which: number, session: number) {
    const stop = this.stops[which % Math.max(this.stops.length, 1)]
    if (!stop || stop.session !== session || this.minute - stop.minute >= 10) return []
    const stopped = this.history.filter((event) => event.act === stop.act)
    return stopped.every((event) => this.last(event.use, event.item)?.act === stop.act) ? stopped : []
  }
}

function become(state: string, at: { use: number; item: ItemCode }[]) {
  return at.map(({ use, item }) => ({ use, item, state }))
}

/** The present state of every item, as the grants say it and as the last event says it. */
async function statesOf({ residentId }: Scene) {
  const grants = await grantsOf(here, residentId)
  const { rows } = await here.database.query<{
    use_id: string
    item: string
    kind: string
    refusals: number
    leaves: number
  }>(
    `select distinct on (event.use_id, item) event.use_id, item, event.kind,
            (count(*) filter (where event.kind = 'refused') over same)::int as refusals,
            (select count(*)::int from proof.pending_leaves leaf
              where leaf.resident_id = event.resident_id and leaf.leaf_id = event.event_id) as leaves
       from consent.events event join consent.acts act using (resident_id, act_id)
      where resident_id = $1
     window same as (partition by event.use_id, item)
      order by event.use_id, item, act.recorded_at desc`,
    [residentId],
  )
  return {
    granted: grants
      .map(({ useId, item, state, refusals }) => ({ useId, item, state, refusals, leaves: 1 }))
      .sort(byKey),
    lastSaid: rows
      .map((row) => ({
        useId: row.use_id,
        item: row.item,
        state: row.kind,
        refusals: row.refusals,
        leaves: row.leaves,
      }))
      .sort(byKey),
  }
}

function byKey(a: { useId: string; item: string }, b: { useId: string; item: string }): number {
  return `${a.useId}${a.item}` < `${b.useId}${b.item}` ? -1 : 1
}

describe('Whatever a resident does in whatever order', () => {
  test('the grants are what a history of events says', { timeout: 180_000 }, async () => {
    let acts = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const scene = await aScene()
        const model = new Model()
        const stops: ActId[] = []
        for (const [at, one] of steps.entries()) {
          const tenant = at % 2 === 0 ? here : there
          const outcome = await perform(tenant, scene, one, stops)
          expect(outcome.ok, JSON.stringify(one)).toBe(model.perform(one))
          if (outcome.ok && one.does === 'stop') stops.push(outcome.actId)
          if (outcome.ok) acts += 1
          if (one.does === 'wait')
            for (const process of [here, there]) process.clock.advance(one.minutes * 60_000)
        }
        const { granted, lastSaid } = await statesOf(scene)
        expect(granted).toEqual(lastSaid)
        const expected = scene.uses.flatMap(({ useId }, use) =>
          items.flatMap((item) => model.last(use, item)?.state ?? []).map((state) => ({ useId, state })),
        )
        expect(granted.map(({ useId, state }) => ({ useId, state })).sort(byState)).toEqual(
          expected.sort(byState),
        )
      }),
      { numRuns: 200 },
    )
    expect(acts).toBeGreaterThan(400)
  })

  test(
    'also at the same moment in two processes: the grants are what was said last',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(step, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
          async (rounds) => {
            const scene = await aScene()
            const stops: ActId[] = []
            for (const round of rounds) {
              const outcomes = await Promise.all(
                round.map(async (one, at) => ({
                  one,
                  outcome: await perform(at % 2 === 0 ? here : there, scene, one, [...stops]),
                })),
              )
              for (const { one, outcome } of outcomes)
                if (outcome.ok && one.does === 'stop') stops.push(outcome.actId)
              const { granted, lastSaid } = await statesOf(scene)
              expect(granted).toEqual(lastSaid)
            }
            await everyEventFollows(scene)
          },
        ),
        { numRuns: 100 },
      )
    },
  )
})

/** No agreement to what was agreed, no stop of what was stopped: acts happened one after the other. */
async function everyEventFollows({ residentId }: Scene): Promise<void> {
  const { rows } = await here.database.query<{ kind: string; before: string | null }>(
    `select event.kind, lag(event.kind) over (partition by event.use_id, item order by act.recorded_at) as before
       from consent.events event join consent.acts act using (resident_id, act_id) where resident_id = $1`,
    [residentId],
  )
  for (const { kind, before } of rows) {
    if (kind === 'withdrawn') expect(before).toBe('granted')
    else expect(before).not.toBe('granted')
  }
}

function byState(a: { useId: string; state: string }, b: { useId: string; state: string }): number {
  return `${a.useId}${a.state}` < `${b.useId}${b.state}` ? -1 : 1
}
