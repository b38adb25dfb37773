import { itemCodes, itemOf, purposes, type ItemCode } from '../catalog/index.ts'
import type { Id, Sentence } from '../kernel/index.ts'
import { madeUpId } from './chance.ts'

/** A use that nobody has approved and nobody needs to: for trying. */
export interface TrialUse {
  useId: Id<'use'>
  title: Sentence
  purpose: keyof typeof purposes
  items: readonly ItemCode[]
}

/** The one reason that every use of the sandbox knows. */
export const trialReason = 'sandbox-trial'

/** Several items under one use, as most uses have. */
const together: readonly ItemCode[] = ['activity.steps', 'body.weight', 'sleep.stage']

/** One use with several items, and one for each item of the catalogue. The same for every company. */
export const trialUses: readonly TrialUse[] = [
  {
    useId: madeUpId('sandbox/use', 'together'),
    title: {
      ja: 'お試し：歩数・体重・睡眠',
      jaEasy: 'ためす：あるいた かず・たいじゅう・すいみん',
      en: 'Trial: steps, weight and sleep',
    },
    purpose: 'health-advice',
    items: together,
  },
  ...itemCodes.map((item): TrialUse => {
    const { names } = itemOf(item)
    return {
      useId: madeUpId('sandbox/use', item),
      title: { ja: `お試し：${names.ja}`, jaEasy: `ためす：${names.jaEasy}`, en: `Trial: ${names.en}` },
      purpose: 'research',
      items: [item],
    }
  }),
]

export function findTrialUse(useId: string): TrialUse | undefined {
  return trialUses.find((use) => use.useId === useId)
}
