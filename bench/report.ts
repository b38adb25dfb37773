import type { Growth } from './growth.ts'
import type { machineOf, MachineMoment } from './machine.ts'
import type { Comparison, Measured, Spread } from './measure.ts'
import type { CityCounts } from './city/fill-city.ts'

/** One run, as it is kept in .bench/report.json. */
export interface Report {
  began: MachineMoment
  ended: MachineMoment
  machine: ReturnType<typeof machineOf>
  versions: Record<string, string>
  city: CityCounts
  roundMs: number
  jobs: ReturnType<typeof jobInReport>[]
}

/** What was measured, without the functions it was measured by. */
export function jobInReport({ job, ours, comparisons, limits }: Measured, moment: MachineMoment) {
  const { name, says, unit } = job
  return { name, says, unit, moment, ours, comparisons: comparisons.map(comparisonInReport), limits }
}

function comparisonInReport({ peer, ...outcome }: Comparison) {
  const { name, doesMore, doesLess, target } = peer
  return { peer: name, doesMore, doesLess, target, ...outcome }
}

const headings = ['job', 'ours', 'peer', 'theirs', 'ratio', '[least – most]', 'target', 'met?']

/** A table for people, and under it what each side of a ratio does that the other does not. */
export function tableOf(jobs: Report['jobs']): string {
  const rows = jobs.flatMap((job) => [
    ...job.comparisons.map((comparison) => rowOf(job, comparison)),
    ...job.limits.map(({ what, value, unit, atMost, met }) => [
      job.name,
      `${figure(value)} ${unit}`,
      what,
      '',
      '',
      '',
      `≤ ${figure(atMost)} ${unit}`,
      yesOrNo(met),
    ]),
  ])
  return [alignedOf([headings, ...rows]), '', ...jobs.flatMap(notesOf)].join('\n')
}

type JobInReport = Report['jobs'][number]

function rowOf({ name, ours, unit }: JobInReport, comparison: JobInReport['comparisons'][number]): string[] {
  const { peer, target } = comparison
  const wanted = `${target.is === 'at least' ? '≥' : '≤'} ${String(target.ratio)}×`
  const mine = `${figure(ours.median)} ${unit}`
  if ('absent' in comparison) return [name, mine, peer, 'left out', '', '', wanted, '–']
  const { theirs, ratio, met } = comparison
  const span = `[${figure(ratio.least)} – ${figure(ratio.most)}]`
  return [name, mine, peer, figure(theirs.median), `${figure(ratio.median)}×`, span, wanted, yesOrNo(met)]
}

function notesOf({ name, says, comparisons }: JobInReport): string[] {
  return [
    `${name}: ${says}`,
    ...comparisons.flatMap(({ peer, doesMore, doesLess, ...rest }) => [
      `  ${peer} does besides: ${doesMore}; we do besides: ${doesLess}`,
      ...('absent' in rest ? [`  ${peer} was left out: ${rest.absent}`] : []),
    ]),
  ]
}

function yesOrNo(met: boolean): string {
  return met ? 'yes' : 'NO'
}

/** Three figures that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '?'
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}

export function spreadText({ median, least, most }: Spread): string {
  return `${figure(median)} [${figure(least)} – ${figure(most)}]`
}

/** How fast each city is against the smallest. */
export function growthTable(growth: readonly Growth[]): string {
  const sizes = growth[0]?.points.map(({ residents }) => residents.toLocaleString('en')) ?? []
  const rows = growth.map(({ job, unit, points }) => [
    job,
    ...points.map(({ figure: { median }, speed }) => `${figure(median)} ${unit} (${figure(speed.median)}×)`),
    yesOrNo(points.every(({ met }) => met)),
  ])
  return alignedOf([['growth', ...sizes, 'flat?'], ...rows])
}

/** Columns one under the other. */
function alignedOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
