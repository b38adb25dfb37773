import type { ResidentId } from '../../residents/index.ts'
import type { CheckedCard } from '../card/check-card.ts'
import type { ProvenAction } from './rules.ts'

/** By what: how their session began, minutes ago; their card and its PIN, now; or by nothing, of who does not exist. */
export type ShownBy = 'session' | 'card' | 'invented'

/**
 * Shows that this resident has just proved who they are, for this. What must not happen without takes one as an argument, and
 * nobody outside of this room can make one.
 */
export class RecentProof<Action extends ProvenAction = ProvenAction> {
  readonly #action: Action
  readonly residentId: ResidentId
  readonly #shown: ShownBy
  /** The card that was checked: what rests on this asks whether it is the card still. */
  readonly card: CheckedCard | undefined

  constructor(action: Action, residentId: ResidentId, shown: ShownBy = 'session', card?: CheckedCard) {
    this.#action = action
    this.residentId = residentId
    this.#shown = shown
    this.card = card
  }

  get shown(): ShownBy {
    return this.#shown
  }

  get action(): Action {
    return this.#action
  }
}

/** Demo only: of an invented resident, who never proves anything. */
export function inventedProof<Action extends ProvenAction>(
  action: Action,
  residentId: ResidentId,
): RecentProof<Action> {
  return new RecentProof(action, residentId, 'invented')
}
