import { describe, expect, it } from 'vitest'
import { mayAddPasskey, readPasskeyName } from './rules.ts'

describe('The name of a passkey', () => {
  it.each([
    ['じぶんのスマホ', 'じぶんのスマホ'],
    [' タブレット ', 'タブレット'],
    ['か\u3099', 'が'],
    ['a'.repeat(30), 'a'.repeat(30)],
    ['a'.repeat(31), undefined],
    ['', undefined],
    ['  ', undefined],
    ['a\nb', undefined],
    ['a\u202eb', undefined],
    ['a\u200bb', undefined],
    ['a\u2028b', undefined],
  ])('%j is %j', (typed, name) => expect(readPasskeyName(typed)).toBe(name))
})

it.each([
  [0, true],
  [9, true],
  [10, false],
  [11, false],
  [-1, false],
  [Number.NaN, false],
])('Whoever has %d may make one more: %s', (has, may) => expect(mayAddPasskey(has)).toBe(may))
