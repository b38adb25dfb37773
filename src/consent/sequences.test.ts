import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Model } from '../../test/support/consent-model.ts'
import { RulesAlone, theRules, type Rules } from '../../test/support/consent-rules-alone.ts'
import { items, step } from '../../test/support/consent-steps.ts'
import { isFull } from '../../test/support/is-full.ts'
import { addDays } from '../kernel/index.ts'

const sequences = isFull ? 100_000 : 10_000

/** After each step the same has come of it, and the same is given, as the model says. */
function holds(rules: Rules, numRuns: number) {
  const told = fc.property(fc.array(step, { minLength: 3, maxLength: 16 }), (steps) => {
    const [model, product] = [new Model(), new RulesAlone(rules)]
    return steps.every((one) => product.perform(one) === model.perform(one) && givesAlike(product, model))
  })
  return fc.check(told, { numRuns })
}

function givesAlike(product: RulesAlone, model: Model): boolean {
  return [0, 1].every((use) => items.every((item) => product.gives(use, item) === model.gives(use, item)))
}

describe('Whatever happens to consents, in whatever order', () => {
  it(`the rules say what was promised: ${String(sequences)} orders`, { timeout: 600_000 }, () => {
    const { failed, counterexample } = holds(theRules, sequences)
    expect({ failed, counterexample: JSON.stringify(counterexample) }).toEqual({
      failed: false,
      counterexample: 'null',
    })
  })

  const faults: [fault: string, rules: Partial<Rules>][] = [
    ['a yes never runs out', { monthsAfter: (now) => addDays(now, 9_000) }],
    [
      'what is paused is given',
      { decideItem: (...asked) => asAsked(asked, (grant) => ({ ...grant, pausedUntil: new Date(0) })) },
    ],
    [
      'what was said of older terms counts',
      {
        decideItem: (...asked) => asAsked(asked, (grant) => ({ ...grant, useVersion: asked[2].use.version })),
      },
    ],
    [
      'what was stopped is given',
      { decideItem: (...asked) => asAsked(asked, (grant) => ({ ...grant, state: 'granted' })) },
    ],
    ['a company that is suspended reads on', { isActive: () => true }],
    ['whoever left gives on', { takesPart: (standing) => standing !== 'died' }],
    ['a stop passes over what is paused', { isStoppable: ({ state }) => state === 'granted' }],
    [
      'a pause shortens one that stands',
      {
        pauseOf: (grant, wanted, now) =>
          theRules.pauseOf(grant, wanted, now) ?? (grant.state === 'paused' ? 'paused' : undefined),
      },
    ],
    [
      'another session undoes it',
      {
        refuseUndo: (stop, _, ...rest) =>
          theRules.refuseUndo(stop, [stop.sessionHash ?? Buffer.alloc(0)], ...rest),
      },
    ],
    [
      'it is undone an hour later',
      {
        refuseUndo: (stop, sessions, what, now) =>
          theRules.refuseUndo(
            stop,
            sessions,
            what,
            new Date(Math.max(stop.happenedAt.getTime(), now.getTime() - 3_600_000)),
          ),
      },
    ],
    [
      'it is undone where something has changed since',
      {
        refuseUndo: (stop, sessions, what, now) =>
          theRules.refuseUndo(stop, sessions, { ...what, unchanged: true }, now),
      },
    ],
    [
      'leaving and coming back leaves the undo',
      {
        refuseUndo: (stop, sessions, what, now) =>
          theRules.refuseUndo(stop, sessions, { ...what, life: { ...what.life, changedAt: undefined } }, now),
      },
    ],
    [
      'what is paused is resumed under new terms',
      { refuseResume: (paused, who) => theRules.refuseResume(paused, { ...who, stands: true }) },
    ],
    [
      'a company that is suspended is agreed to',
      {
        refuseAgreement: (agreement, use, who) =>
          theRules.refuseAgreement(agreement, use, { ...who, companyActive: true }),
      },
    ],
  ]
  it.each(faults)('is found out where %s', (_, faulty) => {
    expect(holds({ ...theRules, ...faulty }, 20_000).failed).toBe(true)
  })
})

type Asked = Parameters<Rules['decideItem']>
function asAsked(asked: Asked, changed: (grant: NonNullable<Asked[0]>) => NonNullable<Asked[0]>) {
  const [grant, ...rest] = asked
  return theRules.decideItem(grant && changed(grant), ...rest)
}
