import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { AnnouncedSending } from './announce.ts'
import { BatchTally } from './batch-tally.ts'
import type { DayToDeliver } from './store.ts'

const residentId = 'one' as ResidentId
const days = Array.from({ length: 10 }, (_, index): DayToDeliver => {
  return { residentId, item: 'activity.steps', day: `2026-11-1${index}` as LocalDay, live: true }
})

function aTally(): BatchTally {
  return new BatchTally([{ sending: { residentId }, days } as AnnouncedSending])
}

function send(tally: BatchTally, sent: readonly DayToDeliver[]): void {
  for (const day of sent) {
    tally.handedOver(day)
    tally.taken(day)
  }
}

const outcomeOf = (tally: BatchTally) => tally.closings()[0]?.outcome

describe('What has become of ten days that were announced', () => {
  it.each([
    ['all sent',                            10, 10, 'delivered'    ],
    ['all that was found sent',              4,  4, 'held-back'    ],
    ['nothing found',                        0,  0, 'not-delivered'],
    ['broken off before anything was sent', 10,  0, 'not-delivered'],
    ['broken off',                          10,  4, 'broken-off'   ],
    ['broken off, some held back',           6,  4, 'broken-off'   ],
  ] as const)('%s', (_, found, sent, outcome) => {
    const tally = aTally()
    tally.heldBack(days, days.slice(0, found))
    send(tally, days.slice(0, sent))
    expect(outcomeOf(tally)).toBe(outcome)
  }) // prettier-ignore

  it('does not hold back the same days twice when they are looked at anew, and the delivery breaks off', () => {
    const tally = aTally()
    const found = days.slice(0, 4)
    tally.heldBack(days, found)
    send(tally, days.slice(0, 2))
    tally.lookedAtAnew(days.slice(2), found.slice(2))
    tally.heldBack(days.slice(2), found.slice(2))
    expect(outcomeOf(tally)).toBe('broken-off')
  })
})
