import { describe, expect, it } from 'vitest'
import { appleXml, element, memoryFile, record } from '../fixtures.ts'
import { readDeposit, type DayOfSamples, type Reading } from '../index.ts'
import { quantityTypes } from './types.ts'

const now = new Date('2026-11-01T00:00:00Z')

async function readingOf(content: string): Promise<Reading> {
  const result = await readDeposit(memoryFile(content), { now })
  if (!result.ok) throw new Error(result.because)
  return result.reading
}

async function daysOf(content: string): Promise<DayOfSamples[]> {
  return [...(await readingOf(content)).days]
}

const quantity = (name: string, unit: string, value: string) =>
  record({ type: `HKQuantityTypeIdentifier${name}`, unit, value })

describe('A record of Apple Health', () => {
  const table = [
    // type                          unit                           value     item                      kept as
    ['StepCount', 'count', '1000', 'activity.steps', 1000],
    ['DistanceWalkingRunning', 'km', '1.5', 'activity.distance', 1500],
    ['DistanceWalkingRunning', 'mi', '1', 'activity.distance', 1609.344],
    ['FlightsClimbed', 'count', '3', 'activity.flights', 3],
    ['ActiveEnergyBurned', 'Cal', '12.5', 'activity.active-energy', 12.5],
    ['ActiveEnergyBurned', 'kJ', '41.84', 'activity.active-energy', 10],
    ['AppleExerciseTime', 'min', '1', 'activity.exercise-time', 1],
    ['BodyMass', 'lb', '150', 'body.weight', 68.0388555],
    ['Height', 'ft', '5.9', 'body.height', 179.832],
    ['BodyFatPercentage', '%', '0.184', 'body.fat', 18.4],
    ['BodyMassIndex', 'count', '22.5312', 'body.mass-index', 22.5312],
    ['BodyTemperature', 'degF', '98.6', 'body.temperature', 37],
    ['HeartRate', 'count/min', '72', 'heart.rate', 72],
    ['RestingHeartRate', 'count/min', '58', 'heart.resting-rate', 58],
    ['BloodPressureSystolic', 'mmHg', '120', 'blood.pressure-systolic', 120],
    ['BloodPressureDiastolic', 'mmHg', '80', 'blood.pressure-diastolic', 80],
    ['OxygenSaturation', '%', '0.97', 'blood.oxygen', 97],
    ['BloodGlucose', 'mmol<180.1558800000541>/L', '5', 'blood.glucose', 90.07794],
    ['RespiratoryRate', 'count/min', '14.5', 'breath.rate', 14.5],
    ['WalkingSpeed', 'km/hr', '4.5', 'gait.speed', 1.25],
    ['WalkingSpeed', 'mi/hr', '3', 'gait.speed', 1.34112],
    ['WalkingStepLength', 'cm', '70', 'gait.step-length', 0.7],
    ['WalkingStepLength', 'in', '27', 'gait.step-length', 0.6858],
    ['WalkingAsymmetryPercentage', '%', '0.02', 'gait.asymmetry', 2],
    ['WalkingDoubleSupportPercentage', '%', '0.276', 'gait.double-support', 27.6],
  ] as const

  it.each(table)('%s in %s, %s, is kept as %s %d', async (type, unit, value, item, kept) => {
    const [day, ...others] = await daysOf(appleXml(quantity(type, unit, value)))
    expect(others).toEqual([])
    const remedy =
      '→ types.ts: a line for this type; ../units.ts: this unit; src/catalog/items.ts: min and max'
    expect(day, remedy).toMatchObject({ item, day: '2026-10-01', documents: [] })
    expect(day?.samples).toHaveLength(1)
    expect(day?.samples[0]?.[2], '→ ../units.ts: the unit it is kept in, and the factor').toBeCloseTo(kept, 6)
    expect(day?.samples[0]?.slice(0, 2)).toEqual([
      Date.parse('2026-10-01T08:00:00+09:00'),
      Date.parse('2026-10-01T08:10:00+09:00'),
    ])
  })

  it('of every type that is kept has a row in this table', () => {
    const rows = new Set<string>(table.map(([type]) => type))
    expect(
      quantityTypes.filter((type) => !rows.has(type)),
      '→ the table above: a row for each, with a unit as Apple writes it',
    ).toEqual([])
  })
})

describe('A record that is left out', () => {
  const type = 'HKQuantityTypeIdentifierStepCount'
  const table = [
    ['an unknown type', { type: 'HKQuantityTypeIdentifierDaydreams' }, 'unknown-type'],
    [
      'the temperature of the cycle',
      { type: 'HKQuantityTypeIdentifierBasalBodyTemperature' },
      'unknown-type',
    ],
    ['a type every object has', { type: 'HKQuantityTypeIdentifierconstructor' }, 'unknown-type'],
    ['an unknown unit', { unit: 'furlong' }, 'unknown-unit'],
    ['no unit', { unit: null }, 'unknown-unit'],
    ['negative steps', { value: '-5' }, 'negative-value'],
    ['more steps than possible', { value: '1000000' }, 'implausible-value'],
    [
      'a percentage that is no fraction',
      { type: 'HKQuantityTypeIdentifierBodyFatPercentage', unit: '%', value: '18.4' },
      'implausible-value',
    ],
    ['no value', { value: null }, 'value-missing'],
    ['an empty value', { value: '' }, 'value-missing'],
    ['a word for a value', { value: 'many' }, 'damaged-record'],
    ['a value in hexadecimal', { value: '0x10' }, 'damaged-record'],
    ['no date', { startDate: null }, 'date-missing'],
    ['a date that is none', { startDate: '2026-02-30 08:00:00 +0900' }, 'damaged-record'],
    [
      '1900',
      { startDate: '1900-01-01 08:00:00 +0900', endDate: '1900-01-01 08:00:00 +0900' },
      'impossible-date',
    ],
    [
      '2100',
      { startDate: '2100-01-01 08:00:00 +0900', endDate: '2100-01-01 08:00:00 +0900' },
      'impossible-date',
    ],
    ['an end before the start', { endDate: '2026-10-01 07:00:00 +0900' }, 'damaged-record'],
  ] as const

  it.each(table)('%s', async (_, change, because) => {
    const { counts, leftOut } = await readingOf(appleXml(record(change), record({ sourceName: 'other' })))
    expect(leftOut).toMatchObject([{ because, count: 1 }])
    expect(leftOut[0]?.what).toContain(('type' in change ? change.type : type).slice(0, 24))
    expect(counts).toMatchObject([{ item: 'activity.steps', count: 1 }])
  })
})

describe('Sleep', () => {
  const table = [
    ['InBed', 'in-bed'],
    ['Asleep', 'asleep'],
    ['AsleepUnspecified', 'asleep'],
    ['AsleepCore', 'asleep-core'],
    ['AsleepDeep', 'asleep-deep'],
    ['AsleepREM', 'asleep-rem'],
    ['Awake', 'awake'],
  ] as const
  const night = {
    type: 'HKCategoryTypeIdentifierSleepAnalysis',
    unit: null,
    startDate: '2026-10-01 23:30:00 +0900',
    endDate: '2026-10-02 06:30:00 +0900',
  }

  it.each(table)('%s is %s, on the day of waking', async (stage, code) => {
    const value = `HKCategoryValueSleepAnalysis${stage}`
    const [day] = await daysOf(appleXml(record({ ...night, value })))
    expect(day).toMatchObject({ item: 'sleep.stage', day: '2026-10-02' })
    expect(day?.samples[0]?.[2]).toBe(code)
  })

  it('in a stage we do not know is left out', async () => {
    const { leftOut } = await readingOf(
      appleXml(record({ ...night, value: 'HKCategoryValueSleepAnalysisFlying' })),
    )
    expect(leftOut).toMatchObject([{ because: 'damaged-record', count: 1 }])
  })
})

describe('The source', () => {
  const device = (name: string) =>
    `<<HKDevice: 0x282a45810>, name:${name}, manufacturer:Apple Inc., model:${name.split(' ').at(-1) ?? ''}>`
  const table = [
    // source name              device                       type        kind
    ['花子のApple Watch', '', 'StepCount', 'watch'],
    ['花子', device('Apple Watch'), 'StepCount', 'watch'],
    ['花子のiPhone', '', 'StepCount', 'phone'],
    ['花子', device('iPhone'), 'StepCount', 'phone'],
    ['Health Mate', '', 'BodyMass', 'scale'],
    ['HealthPlanet', '', 'BodyFatPercentage', 'scale'],
    ['OMRON connect', '', 'BloodPressureSystolic', 'device'],
    ['Strava', '', 'StepCount', 'app'],
  ] as const
  const units = { StepCount: 'count', BodyMass: 'kg', BodyFatPercentage: '%', BloodPressureSystolic: 'mmHg' }
  const values = { StepCount: '100', BodyMass: '60', BodyFatPercentage: '0.2', BloodPressureSystolic: '120' }
  const change = (sourceName: string, from: string, type: keyof typeof units) => ({
    type: `HKQuantityTypeIdentifier${type}`,
    unit: units[type],
    value: values[type],
    sourceName,
    device: from || null,
  })

  it.each(table)('%s with device %s, %s, is a %s', async (sourceName, from, type, source) => {
    const [day] = await daysOf(appleXml(record(change(sourceName, from, type))))
    expect(day).toMatchObject({ source, origin: sourceName })
  })

  it.each(table)('%s with device %s, %s, is manual when typed in', async (sourceName, from, type) => {
    const typed = element('MetadataEntry', { key: 'HKWasUserEntered', value: '1' })
    const [day] = await daysOf(appleXml(record(change(sourceName, from, type), typed)))
    expect(day).toMatchObject({ source: 'manual' })
  })

  it('of the next record does not inherit being typed in', async () => {
    const typed = element('MetadataEntry', { key: 'HKWasUserEntered', value: '1' })
    const days = await daysOf(appleXml(record({}, typed), record({ value: '7' })))
    expect(days.map(({ source }) => source).toSorted()).toEqual(['manual', 'phone'])
  })
})

describe('An export', () => {
  it('does not double what a correlation repeats', async () => {
    const pressure = (name: string, value: string) => quantity(`BloodPressure${name}`, 'mmHg', value)
    const both = pressure('Systolic', '120') + pressure('Diastolic', '80')
    const correlation = element('Correlation', { type: 'HKCorrelationTypeIdentifierBloodPressure' }, both)
    const { counts, leftOut } = await readingOf(appleXml(correlation, both))
    expect(counts.map(({ item, count }) => [item, count])).toEqual([
      ['blood.pressure-systolic', 1],
      ['blood.pressure-diastolic', 1],
    ])
    expect(leftOut.map(({ because, count }) => [because, count])).toEqual([
      ['repeated', 1],
      ['repeated', 1],
    ])
  })

  it('says when its owner was born', async () => {
    expect((await readingOf(appleXml(record()))).owner).toEqual({ birthDates: ['1990-02-02'], names: [] })
  })

  it('keeps reproductive health apart, so that it can be left out', async () => {
    const flow = record({
      type: 'HKCategoryTypeIdentifierMenstrualFlow',
      unit: null,
      value: 'HKCategoryValueVaginalBleedingLight',
    })
    const days = await daysOf(appleXml(flow))
    expect(days).toMatchObject([
      {
        item: 'reproductive.cycle',
        samples: [[expect.anything(), expect.anything(), 'menstrual-flow:vaginal-bleeding-light']],
      },
    ])
  })

  it('keeps medication apart, as a document', async () => {
    const dose = element('Record', {
      type: 'HKMedicationDoseEvent',
      sourceName: 'ヘルスケア',
      startDate: '2026-10-01 08:00:00 +0900',
      value: '1',
    })
    const [day] = await daysOf(appleXml(dose))
    expect(day).toMatchObject({ item: 'medical.medication', day: '2026-10-01' })
    expect(JSON.parse(day?.documents[0]?.text ?? '')).toMatchObject({
      type: 'HKMedicationDoseEvent',
      value: '1',
    })
  })

  it('keeps a route that stands inside a workout apart, as a document', async () => {
    const point = (second: string, latitude: string) =>
      element('Location', { date: `2026-10-01 08:00:${second} +0900`, latitude, longitude: '139.7' })
    const route = element(
      'WorkoutRoute',
      { sourceName: 'iPhone' },
      point('00', '35.8') + point('01', '35.9') + point('02', '95'),
    )
    const { days, leftOut } = await readingOf(appleXml(element('Workout', {}, route)))
    expect([...days]).toMatchObject([{ item: 'location.route', day: '2026-10-01' }])
    expect([...days][0]?.documents[0]?.text).toContain('lat="35.800000" lon="139.700000"')
    expect(leftOut).toEqual([
      { what: 'Workout', because: 'unknown-type', count: 1 },
      { what: 'Location', because: 'damaged-record', count: 1 },
    ])
  })

  it('names every kind of element that is not kept', async () => {
    const { leftOut } = await readingOf(
      appleXml(
        record(),
        element('ActivitySummary', {}),
        element('Audiogram', {}),
        element('ActivitySummary', {}),
      ),
    )
    expect(leftOut).toEqual([
      { what: 'ActivitySummary', because: 'unknown-type', count: 2 },
      { what: 'Audiogram', because: 'unknown-type', count: 1 },
    ])
  })

  it('reads the same in whatever order it was written', async () => {
    const elements = [
      record(),
      record({ value: '7' }),
      record({ sourceName: 'Watch' }),
      quantity('HeartRate', 'count/min', '60'),
    ]
    expect(await daysOf(appleXml(...elements.toReversed()))).toEqual(await daysOf(appleXml(...elements)))
  })

  it('tells how far it has been read', async () => {
    const seen: number[] = []
    const file = memoryFile(appleXml(...Array.from({ length: 50 }, () => record())))
    await readDeposit(file, { now, onProgress: (bytes) => seen.push(bytes) })
    expect(seen.at(-1)).toBe(file.size)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  })
})
