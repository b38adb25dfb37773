import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../kernel/index.ts'
import { piecesOf } from './rules.ts'

const mebibyte = 1024 * 1024

const day = (number: number, envelopes: number, bytes = envelopes) => ({
  day: `2026-11-0${String(number)}` as LocalDay,
  envelopes,
  bytes,
})

describe('Days that are read at once', () => {
  const table = [
    // what                           days                                                pieces, first to last day
    ['nothing', [], []],
    ['a little', [day(1, 3), day(2, 3), day(5, 3)], ['1-5']],
    ['as much as may be', [day(1, 500), day(2, 500), day(3, 1)], ['1-2', '3-3']],
    ['many bytes in few envelopes', [day(1, 1, 9 * mebibyte), day(2, 1, 9 * mebibyte)], ['1-1', '2-2']],
    ['a day that is too much alone', [day(1, 1), day(2, 5000), day(3, 1)], ['1-1', '2-2', '3-3']],
  ] as const

  it.each(table)('(%s) are in order, each once, and never more than may be', (_, days, expected) => {
    expect(piecesOf(days).map(({ from, to }) => `${from.slice(-1)}-${to.slice(-1)}`)).toEqual(expected)
  })
})
