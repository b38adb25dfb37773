import type { ResidentId } from '../residents/index.ts'
import type { AnnouncedSending } from './announce.ts'
import type { Closing } from './provision-store.ts'
import type { DayToDeliver } from './store.ts'

interface Tally {
  one: AnnouncedSending
  /** Days that were handed to the network: they may have left. */
  handedOver: number
  /** Days of which it is not yet known that the network took them or that they are held back. */
  awaited: number
}

type OfResident = Pick<DayToDeliver, 'residentId'>

/** What has become of the days of each resident in one batch. */
export class BatchTally {
  readonly #byResident: ReadonlyMap<ResidentId, Tally>

  constructor(sendings: readonly AnnouncedSending[]) {
    this.#byResident = new Map(
      sendings.map((one) => [one.sending.residentId, { one, handedOver: 0, awaited: one.days.length }]),
    )
  }

  /** Throws for a resident who was not announced. */
  announced({ residentId }: OfResident): AnnouncedSending {
    return this.#of(residentId).one
  }

  handedOver({ residentId }: OfResident): void {
    this.#of(residentId).handedOver += 1
  }

  taken({ residentId }: OfResident): void {
    this.#of(residentId).awaited -= 1
  }

  /** The second look found fewer days than were announced: the others are held back for good. */
  heldBack(announced: readonly OfResident[], found: readonly OfResident[]): void {
    for (const { residentId } of announced) this.#of(residentId).awaited -= 1
    for (const { residentId } of found) this.#of(residentId).awaited += 1
  }

  /** How each sending ended. */
  closings(): Closing[] {
    return [...this.#byResident.values()].map(({ one: { sending }, handedOver, awaited }) => {
      if (handedOver === 0) return { sending, outcome: 'not-delivered', recordCount: 0 }
      return { sending, outcome: awaited === 0 ? 'delivered' : 'broken-off', recordCount: handedOver }
    })
  }

  #of(residentId: ResidentId): Tally {
    const tally = this.#byResident.get(residentId)
    if (!tally) throw new Error('a day was found that was not announced')
    return tally
  }
}
