import { itemOf, type ItemCode } from '../catalog/index.ts'

type Range = readonly [number, number]

/** What an ordinary day of an ordinary adult lies between, in the unit of the item. */
const ordinary: Partial<Record<ItemCode, Range>> = {
  'activity.steps': [3_500, 11_000],
  'activity.distance': [2_200, 8_000],
  'activity.flights': [1, 14],
  'activity.active-energy': [180, 620],
  'activity.exercise-time': [5, 60],
  'body.weight': [48, 78],
  'body.height': [150, 178],
  'body.fat': [17, 33],
  'body.mass-index': [19, 27],
  'body.temperature': [36, 37],
  'heart.rate': [58, 96],
  'heart.resting-rate': [54, 72],
  'blood.pressure-systolic': [108, 142],
  'blood.pressure-diastolic': [64, 90],
  'blood.oxygen': [95, 99],
  'blood.glucose': [82, 135],
  'breath.rate': [12, 19],
  'gait.speed': [0.8, 1.5],
  'gait.step-length': [0.5, 0.78],
  'gait.asymmetry': [0, 8],
  'gait.double-support': [24, 32],
}

/** An item that is new to the catalogue has days here at once; a line above makes them look like somebody’s. */
export function ordinaryRange(item: ItemCode): Range {
  const known = ordinary[item]
  if (known) return known
  const { plausible, shape } = itemOf(item)
  if (!plausible) throw new RangeError(`${item} is not measured`)
  const { min, max } = plausible
  const at = (share: number) => min + (max - min) * share
  return shape === 'sum' ? [at(0.02), at(0.06)] : [at(0.35), at(0.5)]
}
