import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Shape } from '../catalog/index.ts'
import { sourceKinds, type Sample, type SourceKind } from './importers/index.ts'
import { resolveDay, type ResolvedDay, type Statement } from './rules.ts'

function resolved(shape: Shape, statements: readonly Statement[]): ResolvedDay {
  const steps = resolveDay(shape, statements)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** One source's samples, as `[from, to, value]` in minutes. */
function says(
  source: SourceKind,
  added: number,
  samples: readonly [number, number, number | string][],
  origin: string = source,
): Statement {
  return {
    source,
    rank: sourceKinds.indexOf(source),
    origin,
    added: BigInt(added),
    samples: samples.map(([from, to, value]): Sample => [from * 60_000, to * 60_000, value]),
    documents: [],
  }
}

const inMinutes = (samples: readonly Sample[]) =>
  samples.map(([start, end, value]) => [start / 60_000, end / 60_000, value])

const watch = says('watch', 1, [[0, 10, 100]])

describe('One day out of everything that is said about it', () => {
  test.each<[string, Shape, Statement[], [number, number, number | string][]]>([
    ['nothing', 'sum', [], []],
    ['one source', 'sum', [watch], [[0, 10, 100]]],
    // two sources
    [
      'the phone at the same time counts the same steps',
      'sum',
      [watch, says('phone', 2, [[0, 10, 90]])],
      [[0, 10, 100]],
    ],
    ['in whatever order they come', 'sum', [says('phone', 2, [[0, 10, 90]]), watch], [[0, 10, 100]]],
    ['the phone overlaps at the end', 'sum', [watch, says('phone', 1, [[9, 20, 90]])], [[0, 10, 100]]],
    [
      'the phone overlaps at the beginning',
      'sum',
      [says('watch', 1, [[5, 10, 1]]), says('phone', 1, [[0, 6, 9]])],
      [[5, 10, 1]],
    ],
    [
      'the phone encloses the watch',
      'sum',
      [says('watch', 1, [[5, 6, 1]]), says('phone', 1, [[0, 10, 9]])],
      [[5, 6, 1]],
    ],
    ['the phone lies within the watch', 'sum', [watch, says('phone', 1, [[4, 5, 9]])], [[0, 10, 100]]],
    [
      'the phone begins where the watch ends',
      'sum',
      [watch, says('phone', 1, [[10, 20, 9]])],
      [
        [0, 10, 100],
        [10, 20, 9],
      ],
    ],
    [
      'the phone ends where the watch begins',
      'sum',
      [says('watch', 1, [[10, 20, 9]]), says('phone', 1, [[0, 10, 1]])],
      [
        [0, 10, 1],
        [10, 20, 9],
      ],
    ],
    [
      'the phone fills a gap',
      'sum',
      [
        says('watch', 1, [
          [0, 5, 1],
          [10, 15, 2],
        ]),
        says('phone', 1, [
          [5, 10, 9],
          [12, 13, 9],
        ]),
      ],
      [
        [0, 5, 1],
        [5, 10, 9],
        [10, 15, 2],
      ],
    ],
    [
      'what a person typed goes before the watch',
      'sum',
      [watch, says('manual', 1, [[5, 6, 7]])],
      [[5, 6, 7]],
    ],
    [
      'an app goes after the phone',
      'sum',
      [says('app', 9, [[0, 10, 8]]), says('phone', 1, [[0, 10, 90]])],
      [[0, 10, 90]],
    ],
    [
      'two watches are two sources',
      'sum',
      [says('watch', 1, [[0, 10, 1]], 'B'), says('watch', 1, [[5, 15, 2]], 'A')],
      [[5, 15, 2]],
    ],
    ['a moment within an interval', 'sum', [watch, says('phone', 1, [[5, 5, 3]])], [[0, 10, 100]]],
    // two imports of one source
    ['the same import twice', 'sum', [watch, says('watch', 2, [[0, 10, 100]])], [[0, 10, 100]]],
    ['a correction', 'sum', [watch, says('watch', 2, [[0, 10, 70]])], [[0, 10, 70]]],
    ['a correction that was added before', 'sum', [says('watch', 2, [[0, 10, 70]]), watch], [[0, 10, 70]]],
    [
      'a correction in finer steps',
      'sum',
      [
        watch,
        says('watch', 2, [
          [0, 5, 30],
          [5, 10, 40],
        ]),
      ],
      [
        [0, 5, 30],
        [5, 10, 40],
      ],
    ],
    [
      'a correction in coarser steps',
      'sum',
      [
        says('watch', 1, [
          [0, 5, 30],
          [5, 10, 40],
        ]),
        says('watch', 2, [[0, 10, 70]]),
      ],
      [[0, 10, 70]],
    ],
    [
      'a later import with a part of the day',
      'sum',
      [
        says('watch', 1, [
          [0, 10, 1],
          [20, 30, 2],
        ]),
        says('watch', 2, [[20, 30, 5]]),
      ],
      [
        [0, 10, 1],
        [20, 30, 5],
      ],
    ],
    [
      'what one source says in one import is kept',
      'sum',
      [
        says('watch', 1, [
          [0, 10, 1],
          [5, 15, 2],
          [0, 10, 3],
        ]),
      ],
      [
        [0, 10, 1],
        [0, 10, 3],
        [5, 15, 2],
      ],
    ],
    [
      'in one import told in two pieces, too',
      'sum',
      [says('watch', 1, [[0, 10, 1]]), says('watch', 1, [[5, 15, 2]])],
      [
        [0, 10, 1],
        [5, 15, 2],
      ],
    ],
    // levels
    [
      'two measurements at other moments',
      'level',
      [says('scale', 1, [[0, 0, 60]]), says('app', 1, [[1, 1, 61]])],
      [
        [0, 0, 60],
        [1, 1, 61],
      ],
    ],
    [
      'two at the very same moment',
      'level',
      [says('app', 1, [[0, 0, 61]]), says('scale', 1, [[0, 0, 60]])],
      [[0, 0, 60]],
    ],
    [
      'a level covers its moment only',
      'level',
      [says('watch', 1, [[0, 10, 60]]), says('phone', 1, [[5, 6, 61]])],
      [
        [0, 10, 60],
        [5, 6, 61],
      ],
    ],
    [
      'a measurement corrected',
      'level',
      [says('scale', 1, [[0, 0, 60]]), says('scale', 2, [[0, 0, 59]])],
      [[0, 0, 59]],
    ],
    // spans
    [
      'a night from two sources',
      'span',
      [says('watch', 1, [[0, 60, 'asleep-deep']]), says('phone', 1, [[30, 90, 'in-bed']])],
      [[0, 60, 'asleep-deep']],
    ],
    [
      'a night in bed and asleep from one',
      'span',
      [
        says('watch', 1, [
          [0, 90, 'in-bed'],
          [10, 80, 'asleep-core'],
        ]),
      ],
      [
        [0, 90, 'in-bed'],
        [10, 80, 'asleep-core'],
      ],
    ],
  ])('%s (%s)', (_, shape, statements, expected) => {
    const [here, there] = [resolved(shape, statements), resolved(shape, [...statements].reverse())]
    expect(inMinutes(here.samples)).toEqual(expected)
    // Only samples of one source and import may change places, where they are of the very same time.
    expect(there.samples).toHaveLength(expected.length)
  })

  test('documents are kept whole, each once', () => {
    const route = (atMs: number, text: string) => ({ atMs, name: 'route', text })
    const told = (...documents: ReturnType<typeof route>[]) => ({ ...says('watch', 1, []), documents })
    const { documents } = resolved('document', [
      told(route(2, 'b'), route(1, 'a')),
      told(route(1, 'a'), route(1, 'c')),
    ])
    expect(documents.map(({ atMs, text }) => [atMs, text])).toEqual([
      [1, 'a'],
      [1, 'c'],
      [2, 'b'],
    ])
  })

  test('no sum ever counts one minute for two sources or two imports', () => {
    const interval = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.nat(500))
    const statement = fc.record({
      source: fc.constantFrom(...sourceKinds),
      added: fc.nat(3),
      samples: fc.array(interval, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (told) => {
        const statements = told.map(({ source, added, samples }) =>
          says(
            source,
            added,
            samples.map(([from, length, value]) => [from, from + length, value]),
          ),
        )
        const kept = new Set(resolved('sum', statements).samples)
        const tellers = statements.flatMap((one) =>
          one.samples
            .filter((sample) => kept.has(sample))
            .map((sample) => ({ who: `${one.source}/${String(one.added)}`, sample })),
        )
        for (const a of tellers)
          for (const b of tellers)
            if (a.who !== b.who) expect(a.sample[0] >= b.sample[1] || b.sample[0] >= a.sample[1]).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
