import { randomInt } from 'node:crypto'

/** Chances that come again with the same seed: which choices a test makes, not when what it chose comes about. */
export interface Seeded {
  seed: number
  /** 0 ≤ n < 1. */
  next(): number
  pick<One>(from: readonly One[]): One
}

/** Of AZUKARI_SEED, or by chance. Print the seed. */
export function seeded(seed = Number(process.env['AZUKARI_SEED'] ?? randomInt(2 ** 31))): Seeded {
  let state = seed >>> 0
  // mulberry32: 32 bits of state are enough to choose whom to kill.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <One>(from: readonly One[]): One => {
    const one = from[Math.floor(next() * from.length)]
    if (one === undefined) throw new Error('there is nothing to choose from')
    return one
  }
  return { seed, next, pick }
}
