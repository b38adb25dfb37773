import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceOf } from './slice-of.ts'

interface Entry {
  id: number
  at: Date
}

describe('Paging through a list by time', () => {
  it('shows every entry once, in order, when no instant is fuller than a page', () => {
    const limit = 5
    const gaps = fc.array(fc.nat({ max: 3 }), { maxLength: 60 })
    fc.assert(
      fc.property(gaps, (steps) => {
        const all = entriesOf(steps, limit)
        const seen: number[] = []
        let before: Date | null = null
        for (let page = 0; page <= all.length; page += 1) {
          const read = all.filter((entry) => before === null || entry.at < before).slice(0, limit + 1)
          const { shown, olderBefore } = sliceOf(read, limit, (entry) => entry.at)
          seen.push(...shown.map(({ id }) => id))
          before = olderBefore
          if (!before) break
        }
        expect(seen).toEqual(all.map(({ id }) => id))
      }),
    )
  })
})

/** Newest first; a gap of 0 is the same instant, at most `limit` of which stand together. */
function entriesOf(gaps: readonly number[], limit: number): Entry[] {
  let ms = Date.parse('2026-11-23T01:00:00Z')
  let together = 1
  return gaps.map((gap, id) => {
    together = gap === 0 ? together + 1 : 1
    if (gap > 0 || together > limit) {
      ms -= Math.max(gap, 1)
      together = 1
    }
    return { id, at: new Date(ms) }
  })
}
