import { describe, expect, it, test } from 'vitest'
import type { Bench, Job, Peer, Side } from './job.ts'
import { percentile } from '../test/support/percentile.ts'
import { compare, measure, rounds, spreadOf } from './measure.ts'
import { jobInReport, tableOf } from './report.ts'

const moment = { at: '2026-11-26T00:00:00Z', load: 0, fdatasyncMs: 1 }

function aBench(): { bench: Bench; said: string[] } {
  const said: string[] = []
  // No side of these tests looks at a city.
  const bench = { roundMs: 1, quick: true, say: (text: string) => void said.push(text) } as unknown as Bench
  return { bench, said }
}

/** A side that answers so, and whose rounds bring these figures one after the other. */
function aSide(answer: unknown, figures: number[], order: string[] = [], name = ''): Side {
  let round = 0
  return {
    answer: () => Promise.resolve(answer),
    round: () => {
      order.push(name)
      return Promise.resolve(figures[round++ % figures.length] ?? NaN)
    },
    close: () => Promise.resolve(void order.push(`${name} closed`)),
  }
}

const aPeer = (changed: Partial<Peer> = {}): Peer => ({
  name: 'peer',
  doesMore: 'more',
  doesLess: 'less',
  target: { ratio: 0.5, is: 'at least' },
  open: () => Promise.resolve(aSide('same', [10])),
  ...changed,
})

const aJob = (ours: Side, peers: Peer[]): Job => ({
  name: 'X1',
  says: 'does something',
  unit: 'things/s',
  ours: () => Promise.resolve(ours),
  peers,
})

describe('A ratio', () => {
  const table = [
    // ours, theirs, target, median, least, most, met
    [[2, 4, 9], [4, 4, 3], { ratio: 1, is: 'at least' }, 1, 0.5, 3, true],
    [[2, 4, 9], [4, 4, 3], { ratio: 1.1, is: 'at least' }, 1, 0.5, 3, false],
    [[2, 4, 9], [4, 4, 3], { ratio: 1, is: 'at most' }, 1, 0.5, 3, true],
    [[2, 4, 9], [4, 4, 3], { ratio: 0.9, is: 'at most' }, 1, 0.5, 3, false],
  ] as const
  it.each(table)(
    'of %j to %j, wanted %j, is %d [%d – %d]: met %s',
    (ours, theirs, target, median, least, most, met) => {
      const comparison = compare(aPeer({ target }), ours, theirs)
      expect(comparison).toMatchObject({ ratio: { median, least, most }, met })
    },
  )

  it('is of rounds that lie side by side, not of the medians of all', () => {
    // A machine that slows down tenfold in between says nothing about either side.
    const comparison = compare(aPeer(), [100, 10, 100], [50, 5, 50])
    expect(comparison).toMatchObject({ ratio: { median: 2, least: 2, most: 2 } })
  })
})

test('A percentile is one of the figures; nothing has none', () => {
  expect(percentile([3, 1, 2], 0.5)).toBe(2)
  expect(percentile([3, 1, 2], 0.99)).toBe(3)
  expect(percentile([], 0.5)).toBeNaN()
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 })
})

describe('A job', () => {
  it('is measured in turn with its peers, five times, and everything is closed', async () => {
    const order: string[] = []
    const peer = aPeer({ open: () => Promise.resolve(aSide('same', [1], order, 'theirs')) })
    await measure(aJob(aSide('same', [1], order, 'ours'), [peer]), aBench().bench)
    expect(order.slice(0, 2 * rounds)).toEqual(
      Array.from({ length: rounds }, () => ['ours', 'theirs']).flat(),
    )
    expect(order.slice(2 * rounds)).toEqual(['theirs closed', 'ours closed'])
  })

  it('with a side that answers otherwise is not timed at all', async () => {
    const order: string[] = []
    const peer = aPeer({ open: () => Promise.resolve(aSide(['another'], [1], order, 'theirs')) })
    const measuring = measure(aJob(aSide(['one'], [1], order, 'ours'), [peer]), aBench().bench)
    await expect(measuring).rejects.toThrow('does not answer as we do')
    expect(order).toEqual(['theirs closed', 'ours closed'])
  })

  it.each([0, []].map((nothing) => [nothing]))('that answers %j is not timed either', async (nothing) => {
    const measuring = measure(aJob(aSide(nothing, [1]), [aPeer()]), aBench().bench)
    await expect(measuring).rejects.toThrow('we answer nothing')
  })

  it('whose peer has no answer like ours is timed: that peer has looked itself', async () => {
    const peer = aPeer({ open: () => Promise.resolve(aSide(undefined, [1])) })
    const { comparisons } = await measure(aJob(aSide(['one'], [2]), [peer]), aBench().bench)
    expect(comparisons[0]).toMatchObject({ ratio: { median: 2 } })
  })

  it('says which peer is absent and how to get it, while it is measured and in the table', async () => {
    const { bench, said } = aBench()
    const absent = aPeer({
      name: 'a heavy one',
      open: () => Promise.resolve({ absent: 'npm ci --prefix bench' }),
    })
    const measured = await measure(aJob(aSide('same', [7]), [absent, aPeer()]), bench)
    expect(said).toEqual(['X1: a heavy one is left out: npm ci --prefix bench'])
    const table = tableOf([jobInReport(measured, moment)])
    expect(table).toMatch(/X1 +7 things\/s +a heavy one +left out: npm ci --prefix bench +≥ 0.5× +–/u)
    expect(table).toMatch(/X1 +7 things\/s +peer +10 +0.7× +\[0.7 – 0.7\] +≥ 0.5× +yes/u)
  })

  it('tells what a part of its own work alone comes to beside the peer it is meant for, unless in a hurry', async () => {
    const order: string[] = []
    const [met, missed] = [
      aPeer({ name: 'slow' }),
      aPeer({ name: 'fast', open: () => Promise.resolve(aSide('same', [100])) }),
    ]
    const floor = (against: Peer, figure: number) => ({
      name: `only a part, ${against.name}`,
      against: [against],
      open: () => Promise.resolve(aSide('same', [figure], order, 'floor')),
    })
    const job = { ...aJob(aSide('same', [4]), [met, missed]), floors: [floor(met, 20), floor(missed, 20)] }
    const { bench } = aBench()
    expect((await measure(job, bench)).floors).toEqual([])
    order.length = 0
    const table = tableOf([jobInReport(await measure(job, { ...bench, quick: false }), moment)])
    expect(table).toMatch(
      /X1 +20 things\/s +slow, at best: only a part, slow +2× +\[2 – 2\] +≥ 0.5× +could be/u,
    )
    expect(table).toMatch(
      /X1 +20 things\/s +fast, at best: only a part, fast +0.2× +\[0.2 – 0.2\] +≥ 0.5× +cannot be/u,
    )
    expect(order.slice(2 * rounds)).toEqual(['floor closed', 'floor closed'])
  })

  it('tells what must hold whatever the peer does', async () => {
    const limits = () => Promise.resolve([{ what: 'late', value: 3, unit: 'reads', atMost: 0 }])
    const measured = await measure(aJob({ ...aSide('same', [7]), limits }, []), aBench().bench)
    expect(tableOf([jobInReport(measured, moment)])).toMatch(/X1 +3 reads +late +≤ 0 reads +NO/u)
  })
})
