import type { SampleCollector } from '../collect-samples.ts'
import { Refused } from '../refused.ts'
import type { Device } from './devices.ts'
import type { FitMessages } from './messages.ts'

type Weighing = FitMessages['weight_scale'][number]

/** Users of a scale are numbered; a weighing without a number belongs to whoever stepped on unrecognised. */
const unrecognised = -1

function personOf({ user_profile_index }: Weighing): number {
  return user_profile_index?.value ?? unrecognised
}

/**
 * Takes the weighings of one person. Throws `Refused` with `several-people` when there are several and none was chosen,
 * with `no-such-person` when the one chosen is not among them: another family member's weight must not become this
 * resident's.
 */
export function takeWeighings(
  collector: SampleCollector,
  weighings: readonly { device: Device; weighing: Weighing }[],
  person: number | undefined,
): void {
  const people = [...new Set(weighings.map(({ weighing }) => personOf(weighing)))]
  if (person === undefined && people.length > 1) throw new Refused('several-people', people)
  if (person !== undefined && people.length > 0 && !people.includes(person))
    throw new Refused('no-such-person', people)
  for (const { device, weighing } of weighings)
    if (person === undefined || personOf(weighing) === person) takeWeighing(collector, device, weighing)
}

function takeWeighing(collector: SampleCollector, device: Device, weighing: Weighing): void {
  const atMs = weighing.timestamp?.getTime()
  if (atMs === undefined) return collector.tally.add('weight_scale', 'date-missing')
  const { weight, percent_fat } = weighing
  if (weight === undefined) collector.tally.add('weight_scale weight', 'value-missing')
  else collector.take({ item: 'body.weight', what: 'weight_scale weight', ...device }, atMs, atMs, weight)
  if (percent_fat !== undefined)
    collector.take({ item: 'body.fat', what: 'weight_scale percent_fat', ...device }, atMs, atMs, percent_fat)
}
