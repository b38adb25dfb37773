import type { WayIn } from '../rules.ts'

/**
 * What a resident does only just after they have shown who they are: a telephone that was left open must not do it (OWASP
 * ASVS 5.0 §7.5.3). Stopping is not among it, and never will be.
 */
export const provenActions = ['agree', 'export', 'change-ways-in'] as const
export type ProvenAction = (typeof provenActions)[number]

/** As long as reading a question of consent takes somebody who reads slowly. */
export const proofGoodMs = 10 * 60_000

/** How and when a session was begun: each begins with a proof, and proving again begins another. */
export interface ShownProof {
  way: WayIn
  at: Date
}

/**
 * Is this proof enough for that, now? A code by mail makes or takes away no way in: whoever has the mailbox for a day would
 * have a key for good. Silence means no: nor is a proof of the future.
 */
export function isProofEnough(action: ProvenAction, { way, at }: ShownProof, now: Date): boolean {
  const agoMs = now.getTime() - at.getTime()
  if (agoMs < 0 || agoMs >= proofGoodMs) return false
  return mayProveBy(action, way)
}

/** Is this way, however recent, one for that? */
export function mayProveBy(action: ProvenAction, way: WayIn): boolean {
  return action !== 'change-ways-in' || way !== 'mail'
}
