import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDayOf } from '../../kernel/index.ts'
import { SampleCollector, type SampleKey } from './collect-samples.ts'
import { Pauses } from './pauses.ts'
import type { DayOfSamples } from './reading.ts'

const now = new Date('2026-11-01T00:00:00Z')
const steps: SampleKey = { item: 'activity.steps', source: 'phone', origin: 'iPhone', what: 'StepCount' }
const sleep: SampleKey = { item: 'sleep.stage', source: 'watch', origin: 'Watch', what: 'SleepAnalysis' }
const at = (iso: string) => Date.parse(iso)

async function collected(give: (collector: SampleCollector) => void) {
  const collector = new SampleCollector(now)
  give(collector)
  const { days, counts } = await collector.finish(new Pauses())
  return { days: [...days], again: [...days], counts, leftOut: collector.tally.lines() }
}

describe('The day of a sample', () => {
  const table = [
    // key  from                          until                         day in Japan
    [steps, '2026-10-01T14:59:59Z', '2026-10-01T15:10:00Z', '2026-10-01'],
    [steps, '2026-10-01T15:00:00Z', '2026-10-01T15:10:00Z', '2026-10-02'],
    [sleep, '2026-10-01T13:00:00Z', '2026-10-01T14:59:59Z', '2026-10-01'],
    // A night belongs to the day on which one wakes up.
    [sleep, '2026-10-01T13:00:00Z', '2026-10-01T21:00:00Z', '2026-10-02'],
  ] as const

  it.each(table)('of %o from %s until %s', async (key, from, until, day) => {
    const value = key.item === 'sleep.stage' ? 'asleep' : 10
    const { days } = await collected((collector) => {
      collector.take(key, at(from), at(until), value)
    })
    expect(days.map((found) => found.day)).toEqual([day])
  })

  it('is what the kernel says, whatever the order of the file; nothing is lost or doubled', async () => {
    const midnight = at('2026-10-01T15:00:00Z') / 1000
    const instants = fc.oneof(
      fc.integer({ min: at('1995-01-01T00:00:00Z') / 1000, max: now.getTime() / 1000 }),
      fc.integer({ min: midnight - 3, max: midnight + 3 }),
    )
    const list = fc.array(fc.tuple(instants, fc.integer({ min: 0, max: 5 })), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(list, async (samples) => {
        const { days, again, counts, leftOut } = await collected((collector) => {
          for (const [second, value] of samples)
            collector.take(steps, second * 1000, second * 1000 + 60_000, value)
        })
        const distinct = new Map(
          samples.map(([second, value]) => [`${String(second)} ${String(value)}`, second]),
        )
        const byDay = Map.groupBy(distinct.values(), (second) => localDayOf(second * 1000))
        expect(new Map(days.map((found) => [found.day, found.samples.length]))).toEqual(
          new Map([...byDay].map(([day, seconds]) => [day, seconds.length])),
        )
        for (const { samples: sorted } of days)
          expect(sorted.map(([start]) => start)).toEqual(
            sorted.map(([start]) => start).toSorted((a, b) => a - b),
          )
        expect(again).toEqual(days)
        expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(distinct.size)
        const repeated = leftOut.reduce((sum, { count }) => sum + count, 0)
        expect(distinct.size + repeated).toBe(samples.length)
      }),
    )
  })
})

describe('A sample that cannot be', () => {
  const ok = '2026-10-01T00:00:00Z'
  const later = '2026-10-01T01:00:00Z'
  const table = [
    // from                   until                    value  because
    [ok, later, 1000, null],
    [ok, later, 0, null],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:10:00Z', 1000, 'impossible-date'],
    ['1989-12-31T23:59:59Z', '1990-01-01T00:10:00Z', 1000, 'impossible-date'],
    ['1990-01-01T00:00:00Z', '1990-01-01T00:10:00Z', 1000, null],
    ['2026-11-01T23:00:00Z', '2026-11-01T23:59:59Z', 1000, null],
    ['2026-11-01T23:00:00Z', '2026-11-02T00:00:01Z', 1000, 'impossible-date'],
    ['2100-01-01T00:00:00Z', '2100-01-01T00:10:00Z', 1000, 'impossible-date'],
    [later, ok, 1000, 'damaged-record'],
    [ok, '2026-11-01T00:00:00Z', 1000, null],
    ['2026-09-01T00:00:00Z', '2026-10-31T00:00:00Z', 1000, 'implausible-value'],
    [ok, later, -5, 'negative-value'],
    [ok, later, 200_001, 'implausible-value'],
    [ok, later, NaN, 'damaged-record'],
    [ok, later, Infinity, 'damaged-record'],
  ] as const

  it.each(table)('from %s until %s, %d steps: %s', async (from, until, value, because) => {
    const { counts, leftOut } = await collected((collector) => {
      collector.take(steps, at(from), at(until), value)
    })
    expect(leftOut).toEqual(because === null ? [] : [{ what: 'StepCount', because, count: 1 }])
    expect(counts).toHaveLength(because === null ? 1 : 0)
  })
})

describe('A file that says too much', () => {
  const refused = async (give: (collector: SampleCollector) => void) =>
    collected(give).catch((fault: unknown) => fault)

  it('is refused when one device claims more than one sample a second', async () => {
    const start = at('2026-10-01T00:00:00Z')
    const fault = await refused((collector) => {
      for (let ms = 0; ms < 100_001; ms++) collector.take(steps, start + ms, start + ms, 1)
    })
    expect(fault).toMatchObject({ because: 'too-many-records' })
  })

  it('is refused when it names more devices than a person can own', async () => {
    const fault = await refused((collector) => {
      for (let n = 0; n < 2_001; n++)
        collector.take({ ...steps, origin: `phone ${String(n)}` }, now.getTime(), now.getTime(), 1)
    })
    expect(fault).toMatchObject({ because: 'too-many-records' })
  })

  it('is summed up when it names ever new types, and hostile names are shown harmless', async () => {
    const { leftOut } = await collected((collector) => {
      for (let n = 0; n < 2_000; n++) collector.tally.add(`type ${String(n)}`, 'unknown-type')
      collector.tally.add(`\u202eevil\n${'x'.repeat(500)}`, 'unknown-unit')
    })
    expect(leftOut.length).toBeLessThan(510)
    expect(leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(2_001)
    for (const { what } of leftOut) expect(what).toMatch(/^[^\p{Cc}\p{Cf}]{1,80}$/u)
  })
})

describe('A document', () => {
  const key = { ...steps, item: 'location.route', what: 'route' } as const
  const document = (iso: string, text: string) => ({ atMs: at(iso), name: '../../etc/passwd\n', text })

  it('is kept whole on its day, and once', async () => {
    const { days, leftOut, counts } = await collected((collector) => {
      collector.takeDocument(key, document('2026-10-01T15:00:00Z', '道すじ'))
      collector.takeDocument(key, document('2026-10-01T15:00:00Z', '道すじ'))
    })
    const expected: Partial<DayOfSamples>[] = [
      {
        item: 'location.route',
        day: localDayOf(at('2026-10-01T15:00:00Z')),
        samples: [],
        documents: [{ atMs: at('2026-10-01T15:00:00Z'), name: '../../etc/passwd', text: '道すじ' }],
      },
    ]
    expect(days).toMatchObject(expected)
    expect(counts).toMatchObject([{ item: 'location.route', count: 1 }])
    expect(leftOut).toEqual([{ what: 'route', because: 'repeated', count: 1 }])
  })

  const limits = [
    ['above 1 MiB', 'too-large', (n: number) => (n === 0 ? 'x'.repeat(1024 * 1024 + 1) : ''), 1, 1],
    ['the 51st of a day', 'too-many', (n: number) => String(n), 51, 1],
    ['above 8 MiB of a day', 'too-many', (n: number) => String(n).padEnd(1024 * 1024), 9, 1],
    ['above 256 MiB together', 'too-many', (n: number) => String(n).padEnd(1024 * 1024), 257, 33],
  ] as const

  it.each(limits)('is left out %s: %s', async (_, because, text, times, onDays) => {
    const dayOf = (n: number) => new Date(Date.UTC(2026, 8, 1 + (n % onDays))).toISOString()
    const { leftOut } = await collected((collector) => {
      for (let n = 0; n < times; n++) collector.takeDocument(key, document(dayOf(n), text(n)))
    })
    expect(leftOut).toEqual([{ what: 'route', because, count: 1 }])
  })
})
