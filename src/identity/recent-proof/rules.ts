import type { WayIn } from '../rules.ts'

/**
 * What a resident does only just after they have shown who they are: a telephone that was left open must not do it (OWASP
 * ASVS 5.0 §7.5.3). Stopping is not among it, and never will be.
 */
export const provenActions = ['agree', 'export', 'change-ways-in', 'erase'] as const
export type ProvenAction = (typeof provenActions)[number]

/** As long as reading a question of consent takes somebody who reads slowly. */
export const proofGoodMs = 10 * 60_000

/** How and when a session was begun: each begins with a proof, and proving again begins another. */
export interface ShownProof {
  way: WayIn
  at: Date
}

/** Is this proof enough for that, now? Silence means no: nor is a proof of the future. */
export function isProofEnough(action: ProvenAction, { way, at }: ShownProof, now: Date): boolean {
  const agoMs = now.getTime() - at.getTime()
  if (agoMs < 0 || agoMs >= proofGoodMs) return false
  return mayProveBy(action, way)
}

/**
 * Is this way, however recent, one for that? Whoever finds an open telephone mostly finds its mailbox, too: a code by mail takes
 * nothing out, changes no way in and erases nothing for good: who has nothing else leaves, and has days to come back. For agreeing it is enough all the same, though it holds that finder up no more than a
 * moment: who has nothing but a mailbox could otherwise never agree, and what was agreed to is told and can be stopped at once.
 */
export function mayProveBy(action: ProvenAction, way: WayIn): boolean {
  return way !== 'mail' || action === 'agree'
}
