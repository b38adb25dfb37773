import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { leaseMs } from '../platform/process-lease.ts'
import { merge, weighMerge, type MergeProblem } from './merge-journal.ts'
import { promoteDatabase, standingOf, type Standing } from './standby-database.ts'
import { StandbyState, type Heard } from './standby-state.ts'

/** How it is known that nothing which was confirmed is missing here. */
export type Way =
  /** The first machine's own journal is at hand, below this folder. */
  | { kind: 'journal'; from: string }
  /** The operator says that the first machine confirmed nothing alone after it was last heard. */
  | { kind: 'stated' }
  /** It is not known: every consent is frozen, and everybody is asked again. */
  | { kind: 'frozen'; freeze: () => Promise<void> }

export interface Promoting {
  /** The folder of the copies. */
  journal: string
  cities: readonly string[]
  /** Of this machine's own two PostgreSQL servers, with a login that may promote them. */
  databases: { data: string; keystore: string }
  way: Way | undefined
  /** The operator has seen that the first machine is off. */
  machineIsOff: boolean
  onProgress?: (step: Step) => void
}

export type Step = 'checked' | 'fenced' | 'waited' | 'merged' | 'keys' | 'data' | 'frozen'

export type PromoteRefusal =
  'never-a-standby' | 'primary-answers' | 'still-streams' | 'heard-lately' | 'not-known' | MergeProblem

export type Promoted =
  | { ok: true; already: boolean; heard: Heard; bytes: number }
  | { ok: false; because: PromoteRefusal; heard: Heard }

/** Twice the lease of a process, which is how long the first machine may deliver after it was last answered. */
export const quietMs = 2 * leaseMs
/**
 * Makes this machine the city. First its journals take no more from the other one, and no process there is told any longer
 * that all is well: when the last lease has run out, nobody delivers any more, whether the other machine is off or only
 * cannot be reached. Then the databases follow. Broken off, it is run again.
 */
export async function promote(promoting: Promoting): Promise<Promoted> {
  const { journal, cities, databases, way, onProgress = () => undefined } = promoting
  const state = new StandbyState(journal)
  const heard = (await state.lastHeard()) ?? {}
  if ((await state.promotion())?.done) return { ok: true, already: true, heard, bytes: 0 }
  const weighed = await weigh(promoting, state, heard)
  if (typeof weighed === 'string') return { ok: false, because: weighed, heard }
  if (way === undefined) return { ok: false, because: 'not-known', heard }
  onProgress('checked')
  const promotion = { at: new Date().toISOString(), way: way.kind }
  await state.promote({ ...promotion, done: false })
  onProgress('fenced')
  // A process that was told just before that all is well holds its lease so long, by a clock of its own.
  await sleep(leaseMs)
  onProgress('waited')
  if (way.kind === 'journal')
    for (const city of cities) await merge(join(way.from, city), join(journal, city))
  onProgress('merged')
  // The keys first: data without its keys is of no use, keys without their data are no harm.
  await promoteDatabase(databases.keystore)
  onProgress('keys')
  await promoteDatabase(databases.data)
  onProgress('data')
  if (way.kind === 'frozen') {
    await way.freeze()
    onProgress('frozen')
  }
  await state.promote({ ...promotion, done: true })
  return { ok: true, already: false, heard, bytes: weighed }
}

/** Why not, or how many bytes will be merged. Changes nothing. */
async function weigh(
  { journal, cities, databases, way, machineIsOff }: Promoting,
  state: StandbyState,
  heard: Heard,
): Promise<PromoteRefusal | number> {
  if (!(await state.isThere())) return 'never-a-standby'
  const standings = [await standingOf(databases.data), await standingOf(databases.keystore)]
  const because = refuseToPromote(standings, Date.now() - lastHeardAt(heard), machineIsOff)
  if (because) return because
  if (way?.kind !== 'journal') return 0
  let bytes = 0
  for (const city of cities) {
    const weighed = await weighMerge(join(way.from, city), join(journal, city))
    if (!weighed.ok) return weighed.because
    bytes += weighed.bytes
  }
  return bytes
}

/** What speaks against it. Whoever sees that the machine is off is believed, but not against a primary that answers. */
export function refuseToPromote(
  standings: readonly Standing[],
  silentMs: number,
  machineIsOff: boolean,
): PromoteRefusal | undefined {
  if (standings.some(({ primaryAnswers }) => primaryAnswers)) return 'primary-answers'
  if (machineIsOff) return undefined
  if (standings.some(({ isStandby, streams }) => isStandby && streams)) return 'still-streams'
  return silentMs < quietMs ? 'heard-lately' : undefined
}

function lastHeardAt(heard: Heard): number {
  return Math.max(0, ...Object.values(heard).map(({ heardAt }) => Date.parse(heardAt)))
}
