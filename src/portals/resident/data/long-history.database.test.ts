import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { anImport, aResident, stepsFile } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { addDays, localDayOf, newId, type LocalDay } from '../../../kernel/index.ts'
import { openPool } from '../../../platform/database/index.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { sealEnvelope, type EnvelopeId } from '../../../vault/envelope.ts'

const { city, portal } = await aCityWithPages()
const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
afterAll(() => owner.end())

const exports = 52
const devices = [
  ['watch', 'Watch'],
  ['watch', 'Old watch'],
  ['phone', 'Phone'],
] as const
const days = Array.from({ length: 365 }, (_, ago) => localDayOf(addDays(city.clock.now(), ago - 364)))

/** One export of everything so far: each device counted so many steps in the same ten minutes of each day, so many times. */
async function anExport(
  residentId: ResidentId,
  days: readonly LocalDay[],
  steps: number,
  times = 1,
): Promise<void> {
  const keys = (await city.keys.find(residentId))!
  const importId = await anImport(city, residentId, stepsFile({}))
  const dayOf = (day: LocalDay, source: 'watch' | 'phone', origin: string) => {
    const noon = Date.parse(`${day}T03:00:00Z`)
    const samples = Array.from({ length: times }, (_, at): [number, number, number] => [
      noon + at * 600_000,
      noon + (at + 1) * 600_000,
      steps,
    ])
    return { item: 'activity.steps' as const, source, origin, day, samples, documents: [] }
  }
  const sealed = days.flatMap((day) =>
    devices.map(([source, origin]) =>
      sealEnvelope(keys, residentId, newId<EnvelopeId>(), dayOf(day, source, origin)),
    ),
  )
  await owner.query(
    `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
     select $1, envelope_id, $2, 'activity.steps', source, day, 1, body
       from unnest($3::uuid[], $4::text[], $5::date[], $6::bytea[]) as said (envelope_id, source, day, body)`,
    [
      residentId,
      importId,
      sealed.map((each) => each.envelopeId),
      sealed.map((each) => each.source),
      sealed.map((each) => each.day),
      sealed.map((each) => each.body),
    ],
  )
}

/** Looks at a year of steps. `longestMs`: how long everybody else waited at most. */
async function lookAt(residentId: ResidentId, days: readonly LocalDay[]) {
  await owner.query(
    `insert into vault.days (resident_id, item, day, live, appeared_xid, changed_xid)
     select $1, 'activity.steps', day, true, pg_current_xact_id(), pg_current_xact_id() from unnest($2::date[]) as day`,
    [residentId, days],
  )
  const browser = await portal.signedIn(residentId)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const begun = performance.now()
  const page = await browser.open('/data/activity.steps?days=365')
  const ms = performance.now() - begun
  // The answer comes before the clock of the delay has had its turn: without one it would not know of the last pause.
  await sleep(50)
  delay.disable()
  const longestMs = delay.max / 1e6
  process.stdout.write(`the page took ${ms.toFixed(0)} ms, the longest pause ${longestMs.toFixed(0)} ms\n`)
  expect(page.statusCode).toBe(200)
  return { text: textOf(page), ms, longestMs }
}

// In parts of the whole time: a machine that is busy with other tests takes longer for everything.
it('A year of weekly exports of everything can be looked at, and nobody else waits for it', async () => {
  const residentId = await aResident(city)
  for (let week = 1; week <= exports; week += 1) await anExport(residentId, days, 1000 + week)
  const { text, ms, longestMs } = await lookAt(residentId, days)
  expect(text).toMatch(/1日の平均 1,052歩/u)
  expect(text).toContain('365日')
  expect(longestMs).toBeLessThan(ms / 4)
}, 120_000)

it('Nobody waits either for a single day of which 6,000 envelopes tell', async () => {
  const residentId = await aResident(city)
  const day = days.slice(0, 1)
  // Enough in each that opening them, and not fetching their rows, is what takes the time.
  await anExport(residentId, Array.from({ length: 2000 }, () => day).flat(), 1000, 24)
  const { ms, longestMs } = await lookAt(residentId, day)
  // A quarter of the time; without pauses 0.7 of it.
  expect(longestMs).toBeLessThan(ms / 2)
}, 120_000)
