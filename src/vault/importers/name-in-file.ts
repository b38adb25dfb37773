import type { ItemCode } from '../../catalog/index.ts'
import { meaningOf } from './apple-health/types.ts'

/** What files call things besides their types: folders and elements of an Apple export, fields of FIT messages. */
const items: Readonly<Record<string, ItemCode>> = {
  'workout-routes': 'location.route',
  WorkoutRoute: 'location.route',
  Location: 'location.route',
  electrocardiograms: 'heart.electrocardiogram',
  'clinical-records': 'medical.clinical-record',
  ClinicalRecord: 'medical.clinical-record',
  'record heart_rate': 'heart.rate',
  'record position': 'location.route',
  'session total_calories': 'activity.active-energy',
  'session total_distance': 'activity.distance',
  'monitoring heart_rate': 'heart.rate',
  'monitoring cycles': 'activity.steps',
  'monitoring distance': 'activity.distance',
  'monitoring active_calories': 'activity.active-energy',
  'weight_scale weight': 'body.weight',
  'weight_scale percent_fat': 'body.fat',
}

/** The item that a name in a file (`LeftOut.what`) stands for, and the unit behind it; undefined where it cannot be told. */
export function nameInFile(what: string): { item: ItemCode | undefined; unit: string | undefined } {
  const [, name, unit] = /^(.*?)(?: \((.*)\))?$/su.exec(what) ?? []
  const item = name === undefined ? undefined : itemCalled(name)
  return { item, unit: item && (unit || undefined) }
}

function itemCalled(name: string): ItemCode | undefined {
  const meaning = meaningOf(name)
  switch (meaning.kind) {
    case 'quantity':
      return meaning.item
    case 'sleep':
      return 'sleep.stage'
    case 'reproductive':
      return 'reproductive.cycle'
    case 'medication':
      return 'medical.medication'
    case 'unknown':
      return Object.hasOwn(items, name) ? items[name] : undefined
  }
}
