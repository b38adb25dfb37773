import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFitMessages, type FitRawMessage } from 'fit-file-parser/raw'
import { describe, expect, it } from 'vitest'
import { fileSource, readDeposit, type Reading } from './index.ts'
import { zipOf, memoryFile } from './fixtures.ts'

const samples = join(process.env['AZUKARI_SAMPLES'] ?? '../shared/samples', 'health')
const isThere = existsSync(samples)
if (!isThere) process.stdout.write(`skipped: no real samples in ${samples} (set AZUKARI_SAMPLES)\n`)

const now = new Date('2026-11-01T00:00:00Z')

async function answerOf(path: string): Promise<string> {
  const result = await readDeposit(await fileSource(join(samples, path)), { now })
  if (!result.ok) return result.because
  return summary(result.reading)
}

function summary({ counts }: Reading): string {
  return counts.map(({ item, count }) => `${item} ${String(count)}`).join(', ')
}

async function readingOf(path: string): Promise<Reading> {
  const result = await readDeposit(await fileSource(join(samples, path)), { now })
  if (!result.ok) throw new Error(result.because)
  return result.reading
}

/** What the 31 files come to. Positions make routes; distance by bicycle is not kept. */
const fitTable = {
  '2013-02-06-12-11-14.fit':
    'heart.rate 586, activity.active-energy 1, activity.distance 1, location.route 1',
  '2015-10-13-08-43-15.fit': 'activity.active-energy 1, location.route 1',
  '20170518-191602-1740899583.fit': 'heart.rate 1641, activity.active-energy 1',
  'Activity.fit': 'activity.active-energy 1, activity.distance 1, location.route 1',
  'DeveloperData.fit': '',
  'Edge810-Vector-2013-08-16-15-35-10.fit': 'heart.rate 4671, activity.active-energy 1, location.route 1',
  'MonitoringFile.fit': 'activity.steps 79, activity.active-energy 1',
  'Settings.fit': 'no-health-data',
  'Settings2.fit': 'no-health-data',
  'WeightScaleSingleUser.fit': 'body.weight 2, body.fat 2',
  'WorkoutCustomTargetValues.fit': 'no-health-data',
  'WorkoutIndividualSteps.fit': 'no-health-data',
  'WorkoutRepeatGreaterThanStep.fit': 'no-health-data',
  'WorkoutRepeatSteps.fit': 'no-health-data',
  'activity-activity-filecrc.fit': 'damaged',
  'activity-filecrc.fit': 'damaged',
  'activity-large-fenxi2-multisport.fit':
    'heart.rate 24220, activity.active-energy 7, activity.distance 2, location.route 5',
  'activity-settings-nodata.fit': 'truncated',
  'activity-settings.fit': 'activity.active-energy 1, activity.distance 1, location.route 1',
  'activity-small-fenix2-run.fit':
    'heart.rate 2808, activity.active-energy 1, activity.distance 1, location.route 1',
  'developer-types-sample.fit':
    'heart.rate 3424, activity.active-energy 1, activity.distance 1, location.route 1',
  'event_timestamp.fit': 'activity.active-energy 1',
  'garmin-edge-500-activity.fit': 'heart.rate 10673, activity.active-energy 1, location.route 3',
  'garmin-edge-820-bike.fit': 'heart.rate 15, activity.active-energy 1, location.route 1',
  'garmin-fenix-5-bike.fit': 'heart.rate 19, activity.active-energy 1, location.route 1',
  'garmin-fenix-5-run.fit': 'heart.rate 21, activity.active-energy 1, activity.distance 1, location.route 1',
  'nametest.FIT': 'no-health-data',
  'null_compressed_speed_dist.fit': 'activity.active-energy 1, location.route 1',
  'sample-activity-indoor-trainer.fit': 'heart.rate 2263, activity.active-energy 1',
  'sample-activity.fit': 'heart.rate 3095, activity.active-energy 1, location.route 1',
  'sample_mulitple_header.fit':
    'heart.rate 1430, activity.active-energy 5, activity.distance 1, location.route 1',
} as const

/** The chain's segments, cut by their headers alone. */
function* rawSegments(name: string): Generator<Buffer> {
  const file = readFileSync(join(samples, 'fit', name))
  for (let from = 0; from < file.length;) {
    const end = from + (file[from] ?? 0) + file.readUInt32LE(from + 4) + 2
    yield file.subarray(from, end)
    from = end
  }
}

function rawMessages(name: string, messageNumber: number): FitRawMessage[] {
  return [...rawSegments(name)].flatMap(
    (segment) => readFitMessages(segment, { messageNumbers: [messageNumber] }).messages,
  )
}

function rawField({ fields, littleEndian }: FitRawMessage, number: number): number | undefined {
  const bytes = fields.find((field) => field.fieldNumber === number)?.bytes
  if (bytes === undefined) return undefined
  const ordered = littleEndian ? bytes.toReversed() : bytes
  return ordered.reduce((sum, byte) => sum * 256 + byte, 0)
}

describe.skipIf(!isThere)('A real FIT file', () => {
  it('is in the table, each of the 31', () => {
    expect(readdirSync(join(samples, 'fit')).toSorted()).toEqual(Object.keys(fitTable).toSorted())
    expect(Object.keys(fitTable)).toHaveLength(31)
  })

  it.each(Object.entries(fitTable))('%s comes to %s', async (name, expected) => {
    expect(await answerOf(join('fit', name))).toBe(expected)
  })

  const withHeart = Object.entries(fitTable).filter(([, answer]) => answer.includes('heart.rate'))

  it.each(withHeart)('%s has as many heart beats as its bytes say', async (name) => {
    const plausible = rawMessages(name, 20)
      .map((message) => [message.timestamp ?? message.compressedTimestamp, rawField(message, 3)] as const)
      .filter(([, rate]) => rate !== undefined && rate >= 20 && rate < 255)
    const distinct = new Set(plausible.map(String))
    const reading = await readingOf(join('fit', name))
    expect(reading.counts.find(({ item }) => item === 'heart.rate')?.count).toBe(distinct.size)
    const total = reading.leftOut.find(
      ({ what, because }) => what === 'record heart_rate' && because === 'repeated',
    )
    expect(total?.count ?? 0).toBe(plausible.length - distinct.size)
  })

  it('of a day of monitoring has as many steps as the totals of the day', async () => {
    const totals = rawMessages('MonitoringFile.fit', 55).filter((message) => message.timestamp !== undefined)
    const steps = totals.slice(-2).map((message) => rawField(message, 3) ?? 0)
    const { days } = await readingOf('fit/MonitoringFile.fit')
    const found = [...days]
      .filter(({ item }) => item === 'activity.steps')
      .flatMap(({ samples: list }) => list)
    expect(found.reduce((sum, [, , value]) => sum + Number(value), 0)).toBe(steps.reduce((a, b) => a + b))
    found.slice(1).forEach(([start], n) => {
      expect(start).toBeGreaterThanOrEqual(found[n]?.[1] ?? Infinity)
    })
  })
})

describe.skipIf(!isThere)('A real Apple Health export', () => {
  const table = [
    ['dogsheep-tests-export.xml', 'body.mass-index 1, heart.rate 1, location.route 1'],
    ['dogsheep-zip-export.xml', 'body.mass-index 1, heart.rate 1'],
  ] as const

  it.each(table)('%s comes to %s', async (name, expected) => {
    expect(await answerOf(join('apple', name))).toBe(expected)
  })

  it.each(table)('%s: every element of its top level is kept or named', async (name) => {
    const text = readFileSync(join(samples, 'apple', name), 'utf8')
    const { counts, leftOut, owner } = await readingOf(join('apple', name))
    const records = text.match(/<Record /g)?.length
    const kept = counts
      .filter(({ item }) => item !== 'location.route')
      .reduce((sum, { count }) => sum + count, 0)
    expect(kept).toBe(records)
    const others = text.match(/^ {4}<(?:Workout|ActivitySummary) /gm)?.length
    const named = leftOut
      .filter(({ because }) => because === 'unknown-type')
      .reduce((sum, { count }) => sum + count, 0)
    expect(named).toBe(others)
    expect(owner.birthDates).toEqual(['1990-02-02'])
  })

  it('as a zip brings its route, which names its own place and time', async () => {
    const zip = await zipOf({
      'apple_health_export/export.xml': readFileSync(join(samples, 'apple/dogsheep-zip-export.xml')),
      'apple_health_export/workout-routes/route_2019-06-11_3.00pm.gpx': readFileSync(
        join(samples, 'apple/route.gpx'),
      ),
    })
    const result = await readDeposit(memoryFile(zip), { now })
    if (!result.ok) throw new Error(result.because)
    expect(summary(result.reading)).toBe('body.mass-index 1, heart.rate 1, location.route 1')
    const route = [...result.reading.days].find(({ item }) => item === 'location.route')
    expect(route?.day).toBe('2019-06-12')
    expect(result.reading.leftOut.map(({ what }) => what)).not.toContain('FileReference')
  })
})
