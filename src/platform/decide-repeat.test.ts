import { describe, expect, it } from 'vitest'
import { decideRepeat } from './decide-repeat.ts'

describe('An Idempotency-Key', () => {
  const one = { deed: 'save-company', contentHash: Buffer.from('one') }
  const table = [
    [undefined, one, 'new'],
    [one, { ...one }, 'repeated'],
    [one, { ...one, contentHash: Buffer.from('other') }, 'key-used'],
    [one, { ...one, deed: 'end-use' }, 'key-used'],
  ] as const

  it.each(table)('used for %o and sent with %o is %s', (written, now, answer) => {
    expect(decideRepeat(written, now)).toBe(answer)
  })
})
