import { describe, expect, test } from 'vitest'
import type { Shape } from '../catalog/index.ts'
import type { Sample } from './importers/index.ts'
import { doubtOwner, figureOf, type ResolvedDay } from './rules.ts'

describe('The figure of a day', () => {
  const day = (...samples: [number, number, number | string][]): ResolvedDay => ({
    samples: samples.map(([from, to, value]): Sample => [from * 60_000, to * 60_000, value]),
    documents: [],
  })
  test.each<[string, Shape, ResolvedDay, unknown]>([
    ['nothing', 'sum', day(), undefined],
    ['steps are added', 'sum', day([0, 1, 10], [1, 2, 30]), { value: 40, lowest: 10, highest: 30, count: 2 }],
    [
      'levels are averaged',
      'level',
      day([0, 0, 60], [1, 1, 61]),
      { value: 60.5, lowest: 60, highest: 61, count: 2 },
    ],
    ['zero is a figure', 'sum', day([0, 1, 0]), { value: 0, lowest: 0, highest: 0, count: 1 }],
    [
      'minutes asleep',
      'span',
      day([0, 60, 'asleep-deep'], [60, 70, 'awake'], [70, 100, 'asleep-core']),
      { value: 90, lowest: 90, highest: 90, count: 3 },
    ],
    ['in bed is not asleep', 'span', day([0, 60, 'in-bed']), { value: 0, lowest: 0, highest: 0, count: 1 }],
    [
      'a night told twice is one night',
      'span',
      day([0, 60, 'asleep'], [0, 30, 'asleep-deep'], [30, 70, 'asleep-core']),
      { value: 70, lowest: 70, highest: 70, count: 3 },
    ],
    [
      'documents are counted',
      'document',
      { samples: [], documents: [{ atMs: 0, name: 'a', text: 'a' }] },
      { value: 1, lowest: 1, highest: 1, count: 1 },
    ],
  ])('%s', (_, shape, resolved, expected) => {
    expect(figureOf(shape, resolved)).toEqual(expected)
  })

  test('is found for a measurement of every second from several devices', () => {
    const samples = Array.from({ length: 300_000 }, (_, at): Sample => [at, at, at])
    expect(figureOf('level', { samples, documents: [] })).toMatchObject({ lowest: 0, highest: 299_999 })
  })
})

describe('Whose file it is', () => {
  const hanako = { birthDate: '1950-04-01', name: '青葉 花子', kana: 'アオバ ハナコ' }
  test.each<[string, string[], string[], string | undefined]>([
    ['a file that says nothing', [], [], undefined],
    ['the same birth date', ['1950-04-01'], [], undefined],
    ['another birth date', ['1950-04-02'], [], 'birth-date-differs'],
    ['another birth date, the same name', ['1951-04-01'], ['青葉 花子'], 'birth-date-differs'],
    ['the same birth date and another', ['1950-04-01', '1950-04-02'], [], 'birth-date-differs'],
    ['the same name', [], ['青葉 花子'], undefined],
    ['the same name without a space', [], ['青葉花子'], undefined],
    ['with a wide space', [], ['青葉　花子'], undefined],
    ['in half-width kana', [], ['ｱｵﾊﾞ ﾊﾅｺ'], undefined],
    ['one name of several', [], ['Aoba', '青葉花子'], undefined],
    ['another name', [], ['青葉 太郎'], 'name-differs'],
    ['the same birth date, another name', ['1950-04-01'], ['青葉 太郎'], 'name-differs'],
    ['an empty name', [], [''], 'name-differs'],
  ])('%s', (_, birthDates, names, doubt) => {
    expect(doubtOwner({ birthDates, names }, hanako)).toBe(doubt)
  })
})
