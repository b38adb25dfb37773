import { describe, expect, it } from 'vitest'
import { isDue } from './checkpoint-keeper.ts'

describe('The newest checkpoint goes into the file', () => {
  const at = (time: string) => new Date(`${time}+09:00`)
  const table = [
    // last one there                 newest   now                     does it?
    [undefined, 5, '2026-11-26T10:00:00', true],
    [[5, '2026-11-26T10:00:00'], 5, '2026-11-27T10:00:00', false],
    [[5, '2026-11-26T10:00:00'], 6, '2026-11-26T10:00:01', false],
    [[5, '2026-11-26T10:00:00'], 6, '2026-11-26T10:59:59', false],
    [[5, '2026-11-26T10:00:00'], 6, '2026-11-26T11:00:00', true],
    // The day in Japan, whatever the machine's.
    [[5, '2026-11-26T23:59:00'], 6, '2026-11-27T00:00:00', true],
    [[5, '2026-11-27T08:59:00'], 6, '2026-11-27T09:01:00', false],
    // A demo's clock may be set back.
    [[5, '2026-11-26T10:00:00'], 6, '2026-11-26T09:00:00', false],
    [[5, '2026-11-26T10:00:00'], 6, '2026-11-25T10:00:00', true],
  ] as const

  it.each(table)('after %j, of %i, at %s: %s', (kept, size, now, due) => {
    const last = kept && { size: kept[0], signedAt: at(kept[1]) }
    expect(isDue(last, { size }, at(now))).toBe(due)
  })
})
