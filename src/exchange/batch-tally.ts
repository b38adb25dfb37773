import type { ResidentId } from '../residents/index.ts'
import type { AnnouncedSending } from './announce.ts'
import { ItemCounts } from './item-counts.ts'
import type { Closing } from './provision-store.ts'
import type { Pseudonym } from './delivery-store.ts'
import type { DayToDeliver } from './store.ts'

interface Tally {
  one: AnnouncedSending
  /** Days that were handed to the network: they may have left. */
  handedOver: ItemCounts
  /** Days of which it is not yet known that the network took them or that they are held back. */
  awaited: number
}

type OfResident = Pick<DayToDeliver, 'residentId'>

/** What has become of the days of each resident in one batch. */
export class BatchTally {
  readonly #byResident: ReadonlyMap<ResidentId, Tally>

  constructor(sendings: readonly AnnouncedSending[]) {
    this.#byResident = new Map(
      sendings.map((one) => [
        one.sending.residentId,
        { one, handedOver: new ItemCounts(), awaited: one.days.length },
      ]),
    )
  }

  /** Throws for a resident who was not announced. */
  announced({ residentId }: OfResident): AnnouncedSending {
    return this.#of(residentId).one
  }

  handedOver(day: DayToDeliver): void {
    this.#of(day.residentId).handedOver.add(day)
  }

  taken({ residentId }: OfResident): void {
    this.#of(residentId).awaited -= 1
  }

  /** The second look found fewer days than were announced: the others are held back for good. */
  heldBack(announced: readonly OfResident[], found: readonly OfResident[]): void {
    for (const { residentId } of announced) this.#of(residentId).awaited -= 1
    for (const { residentId } of found) this.#of(residentId).awaited += 1
  }

  /** These will be looked at anew: what an earlier look said of them counts no more. */
  lookedAtAnew(announced: readonly OfResident[], found: readonly OfResident[]): void {
    this.heldBack(found, announced)
  }

  /** The names of those of whom something has left. */
  subjects(): Pseudonym[] {
    return [...this.#byResident.values()]
      .filter(({ handedOver }) => handedOver.total > 0)
      .map(({ one }) => one.provision.pseudonym)
  }

  /** How each sending ended. */
  closings(): Closing[] {
    return [...this.#byResident.values()].map(closingOf)
  }

  #of(residentId: ResidentId): Tally {
    const tally = this.#byResident.get(residentId)
    if (!tally) throw new Error('a day was found that was not announced')
    return tally
  }
}

function closingOf({ one: { sending, days }, handedOver, awaited }: Tally): Closing {
  const items = handedOver.items()
  if (handedOver.total === 0) return { sending, outcome: 'not-delivered', items }
  if (awaited > 0) return { sending, outcome: 'broken-off', items }
  return { sending, outcome: handedOver.total < days.length ? 'held-back' : 'delivered', items }
}
