import { describe, expect, it } from 'vitest'
import {
  enumeration,
  fitFile,
  fitProfile,
  fitTime,
  memoryFile,
  sint32,
  uint16,
  uint32,
  uint8,
  weighings,
} from '../fixtures.ts'
import { readDeposit, type DayOfSamples, type Reading } from '../index.ts'
import { importLimits } from '../limits.ts'
import { nameInFile } from '../name-in-file.ts'
import { Pauses } from '../pauses.ts'
import { messagesOf } from './messages.ts'
import { piecesOf } from './pieces.ts'
import { segmentsOf } from './segments.ts'

const now = new Date('2026-11-01T00:00:00Z')
const { record, session, monitoring, monitoringInfo } = fitProfile

async function readingOf(file: Buffer, person?: number): Promise<Reading> {
  const result = await readDeposit(memoryFile(file), person === undefined ? { now } : { now, person })
  if (!result.ok) throw new Error(result.because)
  return result.reading
}

const valuesOf = (days: Iterable<DayOfSamples>, item: string) =>
  [...days].filter((day) => day.item === item).flatMap(({ samples }) => samples.map(([, , value]) => value))

const summary = ({ counts }: Reading) => Object.fromEntries(counts.map(({ item, count }) => [item, count]))

/** Degrees as FIT writes them: 2³¹ semicircles are 180°. */
const semicircles = (degrees: number) => Math.round((degrees / 180) * 2 ** 31)

function activity(seconds: number, sport: number): Buffer {
  return fitFile(4, (encoder) => {
    const start = Date.parse('2026-10-01T14:59:00Z')
    for (let second = 0; second < seconds; second++)
      encoder.writeMessage(record.message, [
        fitTime(record.time, new Date(start + second * 1000).toISOString()),
        sint32(record.latitude, semicircles(35.8)),
        sint32(record.longitude, semicircles(139.7)),
        uint8(record.heartRate, 100 + (second % 50)),
      ])
    encoder.writeMessage(session.message, [
      fitTime(session.time, new Date(start + seconds * 1000).toISOString()),
      fitTime(session.startTime, new Date(start).toISOString()),
      enumeration(session.sport, sport),
      uint32(session.distance, 123_456),
      uint16(session.calories, 88),
    ])
  })
}

describe('An activity', () => {
  it('gives heart rate by the second, distance and energy by the session, the route as a document', async () => {
    const reading = await readingOf(activity(120, 1))
    expect(summary(reading)).toEqual({
      'heart.rate': 120,
      'activity.distance': 1,
      'activity.active-energy': 1,
      'location.route': 1,
    })
    expect(valuesOf(reading.days, 'activity.distance')).toEqual([1234.56])
    expect(valuesOf(reading.days, 'activity.active-energy')).toEqual([88])
    const heart = [...reading.days].filter(({ item }) => item === 'heart.rate')
    expect(heart.map(({ day, samples }) => [day, samples.length])).toEqual([
      ['2026-10-01', 60],
      ['2026-10-02', 60],
    ])
    expect(heart[0]).toMatchObject({ source: 'watch' })
    const route = [...reading.days].find(({ item }) => item === 'location.route')
    expect(route?.documents[0]?.text).toContain('lat="35.800000" lon="139.700000"')
    expect(route?.documents[0]?.text.match(/<trkpt/g)).toHaveLength(120)
  })

  const sports = [
    ['running', 1, 'kept'],
    ['walking', 11, 'kept'],
    ['hiking', 17, 'kept'],
    ['cycling', 2, 'other-activity'],
    ['swimming', 5, 'other-activity'],
    ['driving', 26, 'other-activity'],
  ] as const

  it.each(sports)('distance of %s', async (_, sport, answer) => {
    const reading = await readingOf(activity(1, sport))
    const isKept = 'activity.distance' in summary(reading)
    expect(isKept).toBe(answer === 'kept')
    if (answer !== 'kept')
      expect(reading.leftOut).toEqual([{ what: 'session total_distance', because: answer, count: 1 }])
  })

  it('is read whole when it is longer than a piece, and when another follows in the same file', async () => {
    const reading = await readingOf(Buffer.concat([activity(4_100, 1), activity(4_200, 1)]))
    expect(summary(reading)['heart.rate']).toBe(4_200)
    expect(reading.leftOut.find(({ what }) => what === 'record heart_rate')?.count).toBe(4_100)
  })

  it('that comes twice is left out once, each line under a name that tells its item', async () => {
    const { counts, leftOut } = await readingOf(Buffer.concat([activity(60, 1), activity(60, 1)]))
    const named = leftOut.map(({ what }) => nameInFile(what).item)
    expect(named.toSorted()).toEqual(counts.map(({ item }) => item).toSorted())
  })
})

describe('Steps of a monitoring file', () => {
  const day = (begin: string, localBegin: string, totals: [at: string, activity: number, cycles: number][]) =>
    fitFile(32, (encoder) => {
      encoder.writeMessage(monitoringInfo.message, [
        fitTime(monitoringInfo.time, begin),
        fitTime(monitoringInfo.localTime, localBegin),
      ])
      for (const [at, kind, cycles] of totals)
        encoder.writeMessage(monitoring.message, [
          fitTime(monitoring.time, at),
          uint32(monitoring.cycles, cycles * 2),
          enumeration(monitoring.activity, kind),
        ])
    })
  const walking = 6
  const running = 1
  const cycling = 2

  it('are the differences of running totals, walking and running together', async () => {
    const file = day('2026-09-30T15:00:00Z', '2026-10-01T00:00:00Z', [
      ['2026-10-01T00:00:00Z', walking, 50],
      ['2026-10-01T01:00:00Z', walking, 80],
      ['2026-10-01T02:00:00Z', walking, 90],
      ['2026-10-01T02:00:00Z', running, 100],
      ['2026-10-01T03:00:00Z', walking, 90],
    ])
    expect(valuesOf((await readingOf(file)).days, 'activity.steps')).toEqual([100, 60, 220])
  })

  it('begin anew when the watch begins a new day', async () => {
    const file = day('2026-09-30T15:00:00Z', '2026-10-01T00:00:00Z', [
      ['2026-10-01T14:00:00Z', walking, 500],
      ['2026-10-01T16:00:00Z', walking, 20],
    ])
    expect(valuesOf((await readingOf(file)).days, 'activity.steps')).toEqual([1000, 40])
  })

  it('of an earlier file of the same day are not counted again', async () => {
    const file = day('2026-10-01T03:00:00Z', '2026-10-01T12:00:00Z', [
      ['2026-10-01T04:00:00Z', walking, 500],
      ['2026-10-01T05:00:00Z', walking, 520],
    ])
    const reading = await readingOf(file)
    expect(valuesOf(reading.days, 'activity.steps')).toEqual([40])
    expect(reading.leftOut).toEqual([{ what: 'monitoring cycles', because: 'in-earlier-file', count: 1 }])
  })

  it('are not turns of a pedal', async () => {
    const file = day('2026-09-30T15:00:00Z', '2026-10-01T00:00:00Z', [['2026-10-01T01:00:00Z', cycling, 50]])
    const reading = await readingOf(file)
    expect(summary(reading)).toEqual({})
    expect(reading.leftOut).toEqual([{ what: 'monitoring cycles', because: 'other-activity', count: 1 }])
  })
})

describe('A scale', () => {
  const mine = { at: '2026-10-01T00:00:00Z', kg: 60.5, person: 1 }
  const theirs = { at: '2026-10-01T00:01:00Z', kg: 82, person: 2 }
  const later = { at: '2026-10-02T00:00:00Z', kg: 60.2, person: 1 }

  it('gives every weighing, not only the last', async () => {
    const reading = await readingOf(weighings(mine, later))
    expect(valuesOf(reading.days, 'body.weight')).toEqual([60.5, 60.2])
    expect([...reading.days][0]).toMatchObject({ source: 'scale' })
  })

  it('that weighed several people asks whose file it is, and takes nothing', async () => {
    const result = await readDeposit(memoryFile(weighings(mine, theirs, later)), { now })
    expect(result).toEqual({ ok: false, because: 'several-people', people: [1, 2] })
  })

  it('that weighed several people in a chain of files asks too', async () => {
    const chain = Buffer.concat([weighings(mine), weighings(theirs)])
    expect(await readDeposit(memoryFile(chain), { now })).toMatchObject({ because: 'several-people' })
  })

  const choices = [
    [1, [60.5, 60.2]],
    [2, [82]],
  ] as const

  it.each(choices)('gives only the weighings of person %d once chosen', async (person, expected) => {
    const { days } = await readingOf(weighings(mine, theirs, later), person)
    expect(valuesOf(days, 'body.weight')).toEqual(expected)
  })

  it('asks again when the chosen person is not in the file', async () => {
    const result = await readDeposit(memoryFile(weighings(mine, theirs)), { now, person: 9 })
    expect(result).toEqual({ ok: false, because: 'no-such-person', people: [1, 2] })
  })

  it('takes nothing from a file of one person when another was chosen', async () => {
    const result = await readDeposit(memoryFile(weighings(mine, later)), { now, person: 2 })
    expect(result).toEqual({ ok: false, because: 'no-such-person', people: [1] })
  })

  it('does not turn somebody unrecognised into the one who was recognised', async () => {
    const { at, kg } = theirs
    expect(await readDeposit(memoryFile(weighings(mine, { at, kg })), { now })).toMatchObject({
      people: [1, -1],
    })
  })
})

describe('Pieces of a FIT file', () => {
  async function heartRates(file: Buffer): Promise<unknown[]> {
    const found: unknown[] = []
    for await (const segment of segmentsOf(file, new Pauses()))
      for (const piece of piecesOf(segment))
        found.push(...messagesOf(piece).record.map(({ timestamp, heart_rate }) => [timestamp, heart_rate]))
    return found
  }

  it.each([-1, 0, 1])('say the same as the whole: %d messages more than one piece', async (change) => {
    const seconds = importLimits.fitMessagesPerPiece + change
    const found = await heartRates(activity(seconds, 1))
    const start = Date.parse('2026-10-01T14:59:00Z')
    expect(found).toEqual(
      Array.from({ length: seconds }, (_, second) => [new Date(start + second * 1000), 100 + (second % 50)]),
    )
  })

  it('keep compressed times across a cut', async () => {
    const seconds = importLimits.fitMessagesPerPiece + 100
    const found = await heartRates(compressed(seconds))
    const start = Date.parse('2026-10-01T00:00:00Z')
    expect(found).toEqual(
      Array.from({ length: seconds + 1 }, (_, second) => [
        new Date(start + second * 1000),
        60 + (second % 100),
      ]),
    )
  })
})

/** One record with its full time, then one per second with five bits of it. */
function compressed(seconds: number): Buffer {
  const start = '2026-10-01T00:00:00Z'
  const file = fitFile(4, (encoder) => {
    encoder.writeMessage(record.message, [fitTime(record.time, start), uint8(record.heartRate, 60)], 1)
    encoder.writeMessage(record.message, [uint8(record.heartRate, 61)], 2)
  })
  // The encoder writes no compressed headers: drop its last message (2 bytes) and checksum, then add them.
  const kept = file.subarray(0, file.length - 4)
  const first = fitTime(record.time, start).value as number
  const added = Buffer.alloc(seconds * 2)
  for (let second = 1; second <= seconds; second++) {
    added[second * 2 - 2] = 0x80 | (2 << 5) | ((first + second) & 31)
    added[second * 2 - 1] = 60 + (second % 100)
  }
  return resealed(Buffer.concat([kept, added]))
}

function resealed(withoutChecksum: Buffer): Buffer {
  const file = Buffer.concat([withoutChecksum, Buffer.alloc(2)])
  file.writeUInt32LE(withoutChecksum.length - (file[0] ?? 0), 4)
  file.writeUInt16LE(0, 12)
  let sum = 0
  // The CRC of the protocol bit by bit, written apart from the one under test.
  for (const byte of file.subarray(0, -2)) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum & 1) === 0 ? sum >> 1 : (sum >> 1) ^ 0xa001
  }
  file.writeUInt16LE(sum, file.length - 2)
  return file
}
