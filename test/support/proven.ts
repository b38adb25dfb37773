import { RecentProof } from '../../src/identity/recent-proof/proof.ts'
import type { ProvenAction } from '../../src/identity/recent-proof/rules.ts'
import type { ResidentId } from '../../src/residents/index.ts'

/** As if they had just shown who they are: what only the room of identity makes in earnest. */
export function proven<By extends { residentId: ResidentId }>(by: By) {
  return { ...by, proof: new RecentProof('agree', by.residentId) }
}

/** The same, for what is no consent. */
export function provenFor<Action extends ProvenAction>(
  action: Action,
  residentId: ResidentId,
): RecentProof<Action> {
  return new RecentProof(action, residentId)
}
