import type { DayOnTheWire } from '../wire/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Provision } from './provision-store.ts'
import type { DayToDeliver } from './store.ts'

interface Place {
  keys: OwnerKeys
  provision: Provision
  delivery: string
  day: DayToDeliver
}

/**
 * The id of one day's record: the same each time for the same use, different for every other use, and guessed by
 * nobody, because it is an HMAC under the resident's own key.
 */
function recordIdOf({ keys, provision, day }: Place): string {
  const name = `${provision.pseudonym}/${day.item}/${day.day}`
  return keys.hmac('values', 'record-id', name).subarray(0, 16).toString('base64url')
}

/** One day as the company knows it: by the pseudonym of its use. */
export function onTheWire(place: Place): DayOnTheWire {
  const { day, delivery, provision } = place
  return {
    id: recordIdOf(place),
    subject: provision.pseudonym,
    item: day.item,
    day: day.day,
    delivery,
    provision: provision.provisionId,
  }
}
