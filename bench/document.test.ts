import { describe, expect, it, test } from 'vitest'
import { withFigures, type GrowthReport } from './document.ts'
import { pointOf, type Growth } from './growth.ts'
import { plotOf } from './plot.ts'
import type { Report } from './report.ts'

const moment = { at: '2026-11-26T01:00:00Z', load: 0.5, fdatasyncMs: 0.3 }
const circumstances = {
  began: moment,
  ended: moment,
  machine: { processors: 2, processor: 'A Processor', memoryGiB: 24, node: 'v24.0.0' },
  versions: { commit: 'abc1234', PostgreSQL: '18.4' },
  roundMs: 2_000,
}
const spread = { median: 2, least: 1, most: 3 }
const run: Report = {
  ...circumstances,
  city: { residents: 100_000, envelopes: 2, observations: 3, grants: 4, provisions: 5 },
  jobs: [
    {
      name: 'A3',
      says: 'reads',
      unit: 'reads/s',
      moment,
      ours: spread,
      floors: [],
      limits: [{ what: 'late', value: 1, unit: 'reads', atMost: 0, met: false }],
      comparisons: [
        {
          peer: 'a peer',
          doesMore: 'RDF',
          doesLess: 'recording',
          target: { ratio: 0.5, is: 'at least' },
          theirs: spread,
          ratio: spread,
          met: true,
        },
      ],
    },
  ],
}

describe('How a larger city compares', () => {
  const table = [
    // unit, figures, of the smallest, speed, flat
    ['reads/s', [90, 80], [100, 100], 0.8, true],
    ['reads/s', [79, 79], [100, 100], 0.79, false],
    ['reads/s', [300, 300], [100, 100], 3, true],
    ['ms', [10, 10], [8, 8], 0.8, true],
    ['ms', [11, 11], [8, 8], 8 / 11, false],
  ] as const
  it.each(table)('in %s: %j after %j is %d as fast, flat %s', (unit, figures, smallest, speed, met) => {
    expect(pointOf(10, figures, smallest, unit)).toMatchObject({ speed: { median: speed }, met })
  })
})

const growth: Growth[] = [
  {
    job: 'A3',
    says: 'reads',
    unit: 'reads/s',
    points: [pointOf(1_000, [100], [100], 'reads/s'), pointOf(100_000, [50], [100], 'reads/s')],
  },
]
const grown: GrowthReport = { ...circumstances, growth }
const document = `# Words

<!-- Written by npm run bench: everything from here -->
old figures
<!-- to here. -->

More words`

test('The figures between the markers are written anew, and people’s words stay', () => {
  const written = withFigures(document, run, grown)
  expect(written).toMatch(/^# Words\n/u)
  expect(written).toMatch(/\n\nMore words$/u)
  expect(written).not.toContain('old figures')
  expect(written).toContain('| A3 | 2 reads/s | a peer | 2 | 2× [1 – 3] | ≥ 0.5× | yes |')
  expect(written).toContain('| A3 | 1 reads | late |  |  | ≤ 0 reads | NO |')
  expect(written).toContain('It does besides: RDF. We do besides: recording.')
  expect(written).toContain('commit abc1234, PostgreSQL 18.4, Node v24.0.0')
  expect(written).toContain('| A3 | 100 reads/s | 50 reads/s | 0.5× [0.5 – 0.5] | NO |')
  expect(withFigures(written, run, grown)).toBe(written)
})

test('A document without its markers is not written over', () => {
  expect(() => withFigures('# Words', run, grown)).toThrow('marker')
})

test('The plot has a line and a name for each job', () => {
  const plot = plotOf(growth)
  expect(plot.match(/<polyline/gu)).toHaveLength(1)
  expect(plot).toContain('>A3</text>')
  expect(plot).toContain('>100,000</text>')
})
