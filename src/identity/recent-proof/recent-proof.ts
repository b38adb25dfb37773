import type { FastifyRequest } from 'fastify'
import { systemClock } from '../../kernel/index.ts'
import { residentOf } from '../at-the-door.ts'
import { RecentProof } from './proof.ts'
import { isProofEnough, type ProvenAction } from './rules.ts'

/** Of who is signed in, for routes with `requireResident`; undefined where they must prove it again first. */
export function recentProofOf<Action extends ProvenAction>(
  request: FastifyRequest,
  action: Action,
): RecentProof<Action> | undefined {
  const { residentId, shown } = residentOf(request)
  return isProofEnough(action, shown, systemClock.now()) ? new RecentProof(action, residentId) : undefined
}
