import { itemOf } from '../catalog/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { ResolvedDay } from '../vault/index.ts'
import type { Provision } from './provision-store.ts'
import type { StopNotice } from './record-refusals.ts'
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

function headOf(type: string, place: Place) {
  const { provision, day } = place
  return { type, id: recordIdOf(place), subject: provision.pseudonym, item: day.item, day: day.day }
}

function tailOf({ provision, delivery }: Place) {
  return { delivery, provision: provision.provisionId }
}

/** One day of one item. The name of the device stays in the vault: it often holds the name of its owner. */
export function recordLine(place: Place, { samples, documents }: ResolvedDay): string {
  const { unit } = itemOf(place.day.item)
  const texts = documents.length > 0 ? { documents: documents.map(({ atMs, text }) => ({ atMs, text })) } : {}
  return line({ ...headOf('record', place), unit, samples, ...texts, ...tailOf(place) })
}

/** A day the company has seen and that no longer has data: delete the record with this id. */
export function tombstoneLine(place: Place): string {
  return line({ ...headOf('tombstone', place), ...tailOf(place) })
}

export function stoppedLine({ subject, items }: StopNotice): string {
  return line({ type: 'stopped', subject, items, because: 'withdrawn' })
}

/** An answer without this line is incomplete: repeat it with the same Idempotency-Key. */
export function endLine(end: { cursor: string; more: boolean; delivery: string; records: number }): string {
  return line({ type: 'end', ...end })
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`
}
