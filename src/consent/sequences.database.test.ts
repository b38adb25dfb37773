import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResident, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { openRead, subjectsGiven } from '../../test/support/company-reads.ts'
import { Model } from '../../test/support/consent-model.ts'
import { everydayStep, isStop, items, minutesOf, step, type Step } from '../../test/support/consent-steps.ts'
import { isFull } from '../../test/support/is-full.ts'
import { proven } from '../../test/support/proven.ts'
import { addDays } from '../kernel/index.ts'
import { comeBack, leave, recordDeath } from '../leaving/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { saveVendor, type Vendor } from '../vendors/index.ts'
import {
  giveConsent,
  grantsOf,
  pauseConsent,
  refuseConsent,
  resumeConsent,
  undoWithdrawal,
  withdrawConsent,
  type ActId,
} from './index.ts'

const sessions = [randomBytes(32), randomBytes(32)]

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
  vendor: Vendor
  uses: Use[]
}

async function aScene(): Promise<Scene> {
  const vendor = await aVendor(here, { contractUntil: addDays(here.clock.now(), 20_000) })
  const uses = [await aUse(here, vendor, { items }), await aUse(here, vendor, { items })]
  return { residentId: await aResident(here), vendor, uses }
}

interface Came {
  ok: boolean
  /** Of what can be taken back. */
  actId?: ActId
}

/** Does one step in one of the two processes. */
function perform(tenant: TestTenant, scene: Scene, one: Step, stops: readonly ActId[]): Promise<Came> {
  if ('session' in one) return act(tenant, scene, one, stops)
  if (one.does === 'leave' || one.does === 'die' || one.does === 'come-back')
    return live(tenant, scene.residentId, one.does)
  return happen(tenant, scene, one)
}

type Done = Extract<Step, { session: number }>
async function act(tenant: TestTenant, scene: Scene, one: Done, stops: readonly ActId[]): Promise<Came> {
  const { residentId, uses } = scene
  const by = { residentId, sessionHash: sessions[one.session]!, channel: 'web' as const }
  if (one.does === 'undo') {
    const stop = stops[one.act % Math.max(stops.length, 1)]
    return stop ? undoWithdrawal(tenant, by, stop) : { ok: false }
  }
  const { items } = one
  if (one.does === 'stop' || one.does === 'pause') {
    const scope = { useId: one.use === null ? null : uses[one.use]!.useId, items }
    if (one.does === 'stop') return withdrawConsent(tenant, by, scope)
    return pauseConsent(tenant, by, scope, one.days === null ? null : addDays(tenant.clock.now(), one.days))
  }
  const { useId, version } = uses[one.use]!
  if (one.does === 'resume') return resumeConsent(tenant, proven(by), { useId, items: one.items })
  const answer = { useId, versionShown: version, items: one.items }
  return one.does === 'agree' ? giveConsent(tenant, proven(by), answer) : refuseConsent(tenant, by, answer)
}

function live(
  tenant: TestTenant,
  residentId: ResidentId,
  does: 'leave' | 'die' | 'come-back',
): Promise<Came> {
  const own = by(residentId)
  if (does === 'leave') return leave(tenant, own, 'left')
  if (does === 'come-back') return comeBack(tenant, own)
  const document = 'death-certificate' as const
  return recordDeath(tenant, own, { staffId: randomUUID(), secondStaffId: randomUUID(), document })
}

async function happen(tenant: TestTenant, { vendor, uses }: Scene, one: Step): Promise<Came> {
  if (one.does === 're-version') {
    const { useId, version } = uses[one.use]!
    uses[one.use] = await aUse(tenant, vendor, { useId, version: version + 1, items })
    return { ok: true }
  }
  if (one.does !== 'suspend' && one.does !== 'reinstate') return { ok: false }
  const standing = one.does === 'suspend' ? ('suspended' as const) : ('active' as const)
  await saveVendor(tenant.database, { ...vendor, standing })
  return { ok: true }
}

/** Is anything of them given, when the company asks through the gate? */
async function isGiven(use: Use): Promise<boolean> {
  const open = await openRead(here, use)
  return open.ok && (await subjectsGiven(here, use)).size > 0
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
        state: row.kind === 'resumed' ? 'granted' : row.kind,
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
  test(
    'the grants are what a history of events says',
    { timeout: isFull ? 7_200_000 : 900_000 },
    async () => {
      let acts = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
          const scene = await aScene()
          await deposit(here, scene.residentId, stepsFile({ '2026-11-01': 4_000 }))
          const model = new Model()
          const stops: ActId[] = []
          for (const [at, one] of steps.entries()) {
            const tenant = at % 2 === 0 ? here : there
            const outcome = await perform(tenant, scene, one, stops)
            expect(outcome.ok, JSON.stringify(one)).toBe(model.perform(one))
            if (outcome.actId && isStop(one)) stops.push(outcome.actId)
            if (outcome.ok) acts += 1
            for (const process of [here, there]) process.clock.advance(minutesOf(one) * 60_000)
          }
          const { granted, lastSaid } = await statesOf(scene)
          expect(granted).toEqual(lastSaid)
          const expected = scene.uses.flatMap(({ useId }, use) =>
            items.flatMap((item) => model.last(use, item)?.state ?? []).map((state) => ({ useId, state })),
          )
          expect(granted.map(({ useId, state }) => ({ useId, state })).sort(byState)).toEqual(
            expected.sort(byState),
          )
          for (const [use, named] of scene.uses.entries())
            expect(await isGiven(named)).toBe(model.gives(use, 'activity.steps'))
        }),
        { numRuns: isFull ? 2_000 : 200 },
      )
      expect(acts).toBeGreaterThan(400)
    },
  )

  test(
    'also at the same moment in two processes: the grants are what was said last',
    { timeout: 900_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(everydayStep, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
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
                if (outcome.actId && isStop(one)) stops.push(outcome.actId)
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

/** No agreement to what was agreed, no stop of what was stopped, nothing resumed that was not paused: acts happened one after the other. */
async function everyEventFollows({ residentId }: Scene): Promise<void> {
  const { rows } = await here.database.query<{ kind: string; before: string | null }>(
    `select event.kind, lag(event.kind) over (partition by event.use_id, item order by act.recorded_at) as before
       from consent.events event join consent.acts act using (resident_id, act_id) where resident_id = $1`,
    [residentId],
  )
  for (const { kind, before } of rows) expect(follows[kind], kind).toContain(before)
}

const yes = ['granted', 'resumed']
const noYes = [null, 'refused', 'withdrawn']
const follows: Record<string, (string | null)[]> = {
  granted: [...noYes, 'paused'],
  refused: noYes,
  withdrawn: [...yes, 'paused'],
  // Of what was stopped, by taking that stop back.
  paused: [...yes, 'paused', 'withdrawn'],
  resumed: ['paused'],
}

function byState(a: { useId: string; state: string }, b: { useId: string; state: string }): number {
  return `${a.useId}${a.state}` < `${b.useId}${b.state}` ? -1 : 1
}
