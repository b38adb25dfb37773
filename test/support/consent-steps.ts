/** What can happen to the consents of one resident: steps to try every order of. */
import fc from 'fast-check'
import type { ItemCode } from '../../src/catalog/index.ts'

export const items = ['activity.steps', 'body.weight', 'heart.rate'] as const satisfies ItemCode[]

/** One thing that happens. Two uses of one company, by their numbers; `null`: of everything. */
export type Step =
  | { does: 'agree' | 'refuse'; use: number; items: ItemCode[]; session: number }
  | { does: 'stop'; use: number | null; items: ItemCode[] | null; session: number }
  | { does: 'pause'; use: number | null; items: ItemCode[] | null; session: number; days: number | null }
  | { does: 'resume'; use: number; items: ItemCode[]; session: number }
  | { does: 'undo'; act: number; session: number }
  | { does: 'wait'; minutes: number }
  | { does: 'sleep'; days: number }
  | { does: 're-version'; use: number }
  | { does: 'suspend' | 'reinstate' | 'leave' | 'come-back' | 'die' }

const use = fc.nat(1)
const session = fc.nat(1)
const some = fc.subarray([...items], { minLength: 1 })
const scope = { use: fc.option(use), items: fc.option(some), session }
const pauseDays = fc.option(fc.integer({ min: 1, max: 3 }))
const is = <Does extends string>(...does: Does[]) => fc.constantFrom(...does)

/** So long that every consent of before has run out; what is slept otherwise is over in weeks. */
export const yearsSleep = 400

/** What a resident does and what passes in weeks. */
const everyday: fc.WeightedArbitrary<Step>[] = [
  { weight: 40, arbitrary: fc.record({ does: is('agree'), use, items: some, session }) },
  { weight: 10, arbitrary: fc.record({ does: is('refuse'), use, items: some, session }) },
  { weight: 30, arbitrary: fc.record({ does: is('stop'), ...scope }) },
  { weight: 30, arbitrary: fc.record({ does: is('undo'), act: fc.nat(5), session }) },
  {
    weight: 30,
    arbitrary: fc.record({ does: is('pause'), ...scope, days: pauseDays }),
  },
  { weight: 20, arbitrary: fc.record({ does: is('resume'), use, items: some, session }) },
  { weight: 10, arbitrary: fc.record({ does: is('wait'), minutes: fc.nat(12) }) },
  { weight: 10, arbitrary: fc.record({ does: is('sleep'), days: fc.integer({ min: 1, max: 2 }) }) },
]
/** What happens to them, to their answers, or to the company. */
const rare: fc.WeightedArbitrary<Step>[] = [
  { weight: 4, arbitrary: fc.record({ does: is('sleep'), days: fc.constant(yearsSleep) }) },
  { weight: 10, arbitrary: fc.record({ does: is('re-version'), use }) },
  { weight: 10, arbitrary: fc.record({ does: is('suspend', 'reinstate', 'reinstate') }) },
  { weight: 24, arbitrary: fc.record({ does: is('leave', 'come-back', 'come-back') }) },
  { weight: 1, arbitrary: fc.record({ does: is('die') }) },
]
export const everydayStep = fc.oneof(...everyday)
export const step = fc.oneof(...everyday, ...rare)

/** A pause can be taken back as a stop can. */
export const isStop = (one: Step) => one.does === 'stop' || one.does === 'pause'

export function minutesOf(one: Step): number {
  if (one.does === 'wait') return one.minutes
  return one.does === 'sleep' ? one.days * 1440 : 0
}
