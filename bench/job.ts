import type { BenchCity } from './city/open-city.ts'
import type { Installation } from './city/open-installation.ts'
import type { SolidServer } from './peers/solid-server.ts'

/** What every job finds ready: a filled city that is served, and how long to measure. */
export interface Bench {
  installation: Installation
  city: BenchCity
  /** How long one side works in one round. */
  roundMs: number
  quick: boolean
  say: (text: string) => void
  /** Started when it is first asked for: it takes ten seconds. */
  solid: () => Promise<SolidServer | Absent>
}

/** One side of a comparison, ready to be measured. */
export interface Side {
  /**
   * What it answers, in the form in which both sides can be compared. `undefined` where the peer's work has no answer
   * like ours: it then has looked itself whether its work was done, and throws if not.
   */
  answer(): Promise<unknown>
  /** Works for one round and returns the figure in the job's unit. */
  round(): Promise<number>
  /** What was measured beside the figure, over all rounds. */
  limits?(): Promise<Limit[]>
  close(): Promise<void>
}

/** Something that must hold whatever the peer does. */
export interface Limit {
  what: string
  value: number
  unit: string
  atMost: number
}

/** A peer that cannot be measured here, and what to do about it. */
export interface Absent {
  absent: string
}

export interface Target {
  ratio: number
  is: 'at least' | 'at most'
}

export interface Peer {
  name: string
  /** What it does that we do not. */
  doesMore: string
  /** What we do that it does not. */
  doesLess: string
  target: Target
  open(bench: Bench): Promise<Side | Absent>
}

/**
 * A part of our own work alone, in the job's unit: nothing that does all of it can be better. Where even this misses the
 * target of a peer, the target cannot be met this way.
 */
export interface Floor {
  name: string
  /** Beside whom its figure is set. */
  against: readonly Peer[]
  open(bench: Bench): Promise<Pick<Side, 'round' | 'close'>>
}

export interface Job {
  name: string
  says: string
  /** Of the figure: `reads/s`, or `ms` where less is better. */
  unit: string
  ours(bench: Bench): Promise<Side>
  peers: readonly Peer[]
  floors?: readonly Floor[]
}

export function isAbsent(opened: object): opened is Absent {
  return 'absent' in opened
}
