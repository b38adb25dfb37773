import type { GrantState } from './grant-states.ts'

/** Where an answer stands: as its word says, not given yet, or what time or new terms have made of a yes. */
export type Position = GrantState | 'none' | 'expired' | 'outdated'

/** What somebody does, or what happens. `re-version`: the use has new terms. */
export const deeds = [
  'agree',
  'refuse',
  'withdraw',
  'pause',
  'resume',
  'undo',
  'freeze',
  'expire',
  're-version',
] as const
export type Deed = (typeof deeds)[number]

/** `before`: what was before the stop or the pause that is undone, and never more. */
export type Outcome =
  | Position
  | 'before'
  /** Nothing comes of it, and why. */
  | { no: NoOutcome }
export type NoOutcome =
  'already-agreed' | 'allowed-meanwhile' | 'already-stopped' | 'already-paused' | 'not-paused' | 'not-a-stop'

const no = (because: NoOutcome): Outcome => ({ no: because })

/** A no, whoever said it: time and new terms change nothing about it, and nothing but a new yes leads out of it. */
function aNo(self: Position): Record<Deed, Outcome> {
  return {
    agree: 'granted',
    refuse: 'refused',
    withdraw: no('already-stopped'),
    pause: no('already-stopped'),
    resume: no('not-paused'),
    undo: no('not-a-stop'),
    freeze: self,
    expire: self,
    're-version': self,
  }
}

/** A yes that gives nothing now: it can be stopped, and only a new yes to what is asked now brings it back. */
function noLonger(self: Position): Record<Deed, Outcome> {
  return { ...aNo(self), withdraw: 'withdrawn', freeze: 'frozen' }
}

/** Which deed leads from where to where, or to which refusal. All there is. */
export const transitions: Readonly<Record<Position, Readonly<Record<Deed, Outcome>>>> = {
  none: aNo('none'),
  granted: {
    agree: no('already-agreed'),
    refuse: no('allowed-meanwhile'),
    withdraw: 'withdrawn',
    pause: 'paused',
    resume: no('not-paused'),
    undo: no('not-a-stop'),
    freeze: 'frozen',
    expire: 'expired',
    're-version': 'outdated',
  },
  paused: {
    agree: 'granted',
    // It would become a yes again by its day: what ends it is a stop, made by name and kept in the journal.
    refuse: no('allowed-meanwhile'),
    withdraw: 'withdrawn',
    // Only a stricter one, which is another pause (`pauseOf`).
    pause: no('already-paused'),
    resume: 'granted',
    undo: 'before',
    freeze: 'frozen',
    expire: 'expired',
    're-version': 'outdated',
  },
  expired: noLonger('expired'),
  outdated: noLonger('outdated'),
  refused: aNo('refused'),
  withdrawn: { ...aNo('withdrawn'), undo: 'before' },
  frozen: aNo('frozen'),
  // Paused it would come back as a yes that this version does not know of: it is stopped.
  unknown: { ...noLonger('unknown'), pause: 'withdrawn' },
}

export function leadsTo(position: Position, deed: Deed): Outcome {
  return transitions[position][deed]
}
