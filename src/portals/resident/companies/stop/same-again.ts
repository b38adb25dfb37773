import {
  actsOf,
  eventsOf,
  isSamePress,
  ownSessionsOf,
  type Act,
  type ActId,
  type StopScope,
} from '../../../../consent/index.ts'
import type { Reader } from '../../../reader.ts'

/** Who acts, at which door. */
export type Acting = Pick<Reader, 'tenant' | 'residentId' | 'sessionHash' | 'replacedHash'>

/** The stop, pause or resumption that a second press repeats: this session's, minutes ago, within this scope, and nothing since. */
export async function sameStop(
  acting: Acting,
  scope: StopScope,
  kind: 'stopped' | 'paused' | 'resumed' = 'stopped',
): Promise<Act | undefined> {
  const act = await newestOfSession(acting)
  if (act?.kind !== kind) return undefined
  const events = await eventsOf(acting.tenant, acting.residentId, [act.actId])
  const within = events.every(
    ({ useId, item }) =>
      (scope.useId ?? useId) === useId &&
      (scope.items?.includes(item) ?? true) &&
      (scope.amongUses?.includes(useId) ?? true),
  )
  return within ? act : undefined
}

/** The same for もとにもどす: this stop was taken back already, by this session, and nothing was done since. */
export async function sameUndo(acting: Acting, stopped: ActId): Promise<Act | undefined> {
  const act = await newestOfSession(acting)
  return act?.kind === 'undone' && act.reverses === stopped ? act : undefined
}

/** The resident's newest act, if it is of this session and as young as what may still be undone. */
async function newestOfSession(acting: Acting): Promise<Act | undefined> {
  const { tenant, residentId } = acting
  const [act] = await actsOf(tenant, residentId, { before: null, limit: 1 })
  return act && isSamePress(act, ownSessionsOf(acting), tenant.clock.now()) ? act : undefined
}
