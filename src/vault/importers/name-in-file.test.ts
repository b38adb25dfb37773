import { describe, expect, it } from 'vitest'
import { nameInFile } from './name-in-file.ts'

describe('A name in a file', () => {
  const table = [
    // name in the file                               item                       unit
    ['HKQuantityTypeIdentifierStepCount', 'activity.steps', undefined],
    ['HKQuantityTypeIdentifierBodyMass (furlong)', 'body.weight', 'furlong'],
    ['HKQuantityTypeIdentifierBodyMass ()', 'body.weight', undefined],
    ['HKCategoryTypeIdentifierSleepAnalysis', 'sleep.stage', undefined],
    ['HKCategoryTypeIdentifierMenstrualFlow', 'reproductive.cycle', undefined],
    ['HKMedicationDoseEvent', 'medical.medication', undefined],
    ['workout-routes', 'location.route', undefined],
    ['Location', 'location.route', undefined],
    ['electrocardiograms', 'heart.electrocardiogram', undefined],
    ['clinical-records', 'medical.clinical-record', undefined],
    ['session total_distance', 'activity.distance', undefined],
    ['session total_calories', 'activity.active-energy', undefined],
    ['monitoring cycles', 'activity.steps', undefined],
    ['record heart_rate', 'heart.rate', undefined],
    ['weight_scale percent_fat', 'body.fat', undefined],
    // cannot be told
    ['HKQuantityTypeIdentifierToothbrushTorque', undefined, undefined],
    ['session', undefined, undefined],
    ['constructor', undefined, undefined],
    ['export_cda (2).xml', undefined, undefined],
    ['…', undefined, undefined],
    ['', undefined, undefined],
  ] as const

  it.each(table)('“%s” stands for %s (%s)', (what, item, unit) => {
    expect(nameInFile(what)).toEqual({ item, unit })
  })
})
