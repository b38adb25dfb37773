import type { ResidentId } from '../../residents/index.ts'
import type { ProvenAction } from './rules.ts'

/**
 * Shows that this resident has just proved who they are, for this. What must not happen without takes one as an argument, and
 * nobody outside of this room can make one.
 */
export class RecentProof<Action extends ProvenAction = ProvenAction> {
  readonly #action: Action
  readonly residentId: ResidentId

  constructor(action: Action, residentId: ResidentId) {
    this.#action = action
    this.residentId = residentId
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
  return new RecentProof(action, residentId)
}
