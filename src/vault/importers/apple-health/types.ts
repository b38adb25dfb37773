import type { ItemCode } from '../../../catalog/index.ts'

/** HealthKit quantity → item. The value is converted by the unit the record names. */
const quantities: Record<string, ItemCode> = {
  StepCount: 'activity.steps',
  DistanceWalkingRunning: 'activity.distance',
  FlightsClimbed: 'activity.flights',
  ActiveEnergyBurned: 'activity.active-energy',
  AppleExerciseTime: 'activity.exercise-time',
  BodyMass: 'body.weight',
  Height: 'body.height',
  BodyFatPercentage: 'body.fat',
  BodyMassIndex: 'body.mass-index',
  BodyTemperature: 'body.temperature',
  HeartRate: 'heart.rate',
  RestingHeartRate: 'heart.resting-rate',
  BloodPressureSystolic: 'blood.pressure-systolic',
  BloodPressureDiastolic: 'blood.pressure-diastolic',
  OxygenSaturation: 'blood.oxygen',
  BloodGlucose: 'blood.glucose',
  RespiratoryRate: 'breath.rate',
  WalkingSpeed: 'gait.speed',
  WalkingStepLength: 'gait.step-length',
  WalkingAsymmetryPercentage: 'gait.asymmetry',
  WalkingDoubleSupportPercentage: 'gait.double-support',
}

/** Without the prefix that HealthKit puts before each. */
export const quantityTypes = Object.keys(quantities)

/** `Asleep` is how iOS wrote it before 16; the stages came then. */
const sleepStages: Record<string, string> = {
  InBed: 'in-bed',
  Asleep: 'asleep',
  AsleepUnspecified: 'asleep',
  AsleepCore: 'asleep-core',
  AsleepDeep: 'asleep-deep',
  AsleepREM: 'asleep-rem',
  Awake: 'awake',
}

/**
 * The reproductive category types of HealthKit. A type missing here is left out, never guessed; the basal
 * body temperature is recorded for the cycle and is left out too, so that it never passes as a temperature.
 */
const reproductive = new Set([
  'MenstrualFlow',
  'IntermenstrualBleeding',
  'OvulationTestResult',
  'CervicalMucusQuality',
  'SexualActivity',
  'Contraceptive',
  'Pregnancy',
  'PregnancyTestResult',
  'ProgesteroneTestResult',
  'Lactation',
  'InfrequentMenstrualCycles',
  'IrregularMenstrualCycles',
  'PersistentIntermenstrualBleeding',
  'ProlongedMenstrualPeriods',
  'BleedingAfterPregnancy',
  'BleedingDuringPregnancy',
])

const quantityPrefix = 'HKQuantityTypeIdentifier'
const categoryPrefix = 'HKCategoryTypeIdentifier'

function words(camelCase: string): string {
  return camelCase.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
}

/** What a record's type means to us. */
export type Meaning =
  | { kind: 'quantity'; item: ItemCode }
  | { kind: 'sleep' }
  | { kind: 'reproductive'; name: string }
  | { kind: 'medication' }
  | { kind: 'unknown' }

export function meaningOf(type: string): Meaning {
  if (type.startsWith(quantityPrefix)) {
    const name = type.slice(quantityPrefix.length)
    const item = Object.hasOwn(quantities, name) ? quantities[name] : undefined
    return item === undefined ? { kind: 'unknown' } : { kind: 'quantity', item }
  }
  if (type.startsWith(categoryPrefix)) {
    const name = type.slice(categoryPrefix.length)
    if (name === 'SleepAnalysis') return { kind: 'sleep' }
    if (reproductive.has(name)) return { kind: 'reproductive', name: words(name) }
  }
  return /^HK(?:DataType(?:Identifier)?)?Medication/.test(type) ? { kind: 'medication' } : { kind: 'unknown' }
}

/** `HKCategoryValueSleepAnalysisAsleepDeep` → `asleep-deep`. */
export function sleepCode(value: string): string | undefined {
  const name = value.replace(/^HKCategoryValueSleepAnalysis/, '')
  return name !== value && Object.hasOwn(sleepStages, name) ? sleepStages[name] : undefined
}

/**
 * `HKCategoryValueVaginalBleedingLight` of `MenstrualFlow` → `menstrual-flow:vaginal-bleeding-light`;
 * `undefined` when it is not such a name.
 */
export function reproductiveCode(name: string, value: string): string | undefined {
  const meaning = /^HKCategoryValue([A-Za-z]{1,60})$/.exec(value)?.[1]
  return meaning === undefined ? undefined : `${name}:${words(meaning)}`
}
