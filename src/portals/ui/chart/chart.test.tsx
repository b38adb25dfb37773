import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { addDays, localDayOf, type LocalDay } from '../../../kernel/index.ts'
import { specimenView } from '../specimen.tsx'
import { ViewContext } from '../view.ts'
import { Chart } from './chart.tsx'
import { everyDay, mostDays, type DayValue } from './days.ts'
import { barPath, dotPath, linePath } from './marks.ts'
import { heightOf, scaleOf } from './scale.ts'

const day = (text: string) => text as LocalDay
const value = (text: string, number: number | null): DayValue => ({ day: day(text), value: number })

const threeDays = [value('2026-02-27', 10), value('2026-03-01', 20), value('2026-03-02', 15)]

function chartOf(days: DayValue[], kind: 'line' | 'bar' = 'line'): string {
  return renderToString(
    <ViewContext.Provider value={specimenView}>
      <Chart title="体重" kind={kind} unit={{ ja: 'kg', jaEasy: 'kg', en: 'kg' }} digits={1} days={days} />
    </ViewContext.Provider>,
  )
}

describe('The days of a chart', () => {
  it('fill what is missing with gaps, also over the end of February', () => {
    expect(everyDay([...threeDays].reverse()).days).toEqual([
      value('2026-02-27', 10),
      value('2026-02-28', null),
      value('2026-03-01', 20),
      value('2026-03-02', 15),
    ])
  })

  it('are the latest year, and say so, when there are more', () => {
    const start = new Date('2020-01-01T00:00:00+09:00')
    const many = Array.from({ length: 2000 }, (_, index) => ({
      day: localDayOf(addDays(start, index)),
      value: index,
    }))
    const { days, leftOut } = everyDay(many)
    expect([days.length, days.at(-1)?.value, leftOut]).toEqual([mostDays, 1999, true])
    expect(chartOf(many)).toContain('新しいほうから366日分だけを表しています。')
  })
})

describe('The marks of a chart', () => {
  const { days } = everyDay(threeDays)
  const scale = { ticks: [0, 10, 20], digits: 0 }

  it('break the line at a gap', () => {
    expect(linePath(days, scale)).toBe('M0 150M666.7 0L1000 75')
  })

  it('show a value that stands alone as a dot, even among many', () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      day: day('2026-01-01'),
      value: index === 40 || index > 60 ? 10 : null,
    }))
    expect(dotPath(many, scale).match(/h0/gu)).toHaveLength(1)
  })

  it('draw no bar for a gap, and bars from zero', () => {
    expect(barPath(days, scale).match(/M[^z]+z/gu)).toHaveLength(3)
    expect(barPath(days, scale)).toMatch(/^M[\d.]+ 300V150h/u)
  })
})

describe('The axis of a chart', () => {
  const table = [
    // values              from zero  ticks
    [[4000, 11791], true, [0, 5000, 10000, 15000]],
    [[58.4, 59.2], false, [58.4, 58.6, 58.8, 59, 59.2]],
    [[58.4], false, [54, 56, 58, 60, 62]],
    [[0, 0], true, [0, 0.5, 1]],
    [[], false, [0, 0.5, 1]],
  ] as const

  it.each(table)('for %j, from zero %s, is %j', (values, fromZero, ticks) => {
    expect(scaleOf(values, fromZero).ticks).toEqual(ticks)
  })

  it('holds every value, whatever the values', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
    })
    fc.assert(
      fc.property(values, fc.boolean(), (numbers, fromZero) => {
        const scale = scaleOf(numbers, fromZero)
        expect(scale.ticks.length).toBeGreaterThan(1)
        expect(scale.ticks.length).toBeLessThan(9)
        for (const number of numbers) {
          expect(heightOf(number, scale)).toBeGreaterThanOrEqual(-1e-6)
          expect(heightOf(number, scale)).toBeLessThanOrEqual(1 + 1e-6)
        }
      }),
    )
  })
})

describe('A chart', () => {
  it('says in words what it draws, and repeats it as a table', () => {
    const html = chartOf(threeDays)
    expect(html).toContain('記録のある日は3日です。もっとも小さい値は10kg、もっとも大きい値は20kgです。')
    expect(html).toContain('role="img"')
    expect(html.match(/<th [^>]*scope="row"/gu)).toHaveLength(4)
    expect(html).toContain('記録なし')
  })

  it('of averages tells the lowest and the highest value, never an average in their place', () => {
    const html = chartOf([
      { ...value('2026-03-01', 84.5), range: { lowest: 60, highest: 109 } },
      { ...value('2026-03-02', 90), range: { lowest: 61, highest: 108 } },
    ])
    expect(html).toContain('もっとも小さい値は60kg、もっとも大きい値は109kgです。')
    expect(html).toContain('図の線は、1日ごとの平均です。')
    for (const cell of ['1日の平均', 'もっとも小さい値', '84.5kg', '60kg', '109kg'])
      expect(html).toContain(cell)
  })

  it('of one measurement a day says nothing of averages', () => {
    const html = chartOf([{ ...value('2026-03-01', 58.4), range: { lowest: 58.4, highest: 58.4 } }])
    expect(html).toContain('記録のある日は1日です。値は58.4kgです。')
    expect(html).not.toContain('平均')
  })

  it('without a record says so and draws nothing', () => {
    expect(chartOf([])).toContain('まだ記録がありません。')
    expect(chartOf([value('2026-03-01', null)])).not.toContain('<svg')
  })

  it('of one day shows one dot and one sentence', () => {
    const html = chartOf([value('2026-03-01', 58.4)])
    expect(html).toContain('記録のある日は1日です。値は58.4kgです。')
    expect(html).toMatch(/class="chart-dots" d="M500 [\d.]+h0"/u)
  })
})
