import type { Growth } from './growth.ts'
import type { Target } from './job.ts'
import type { machineOf, MachineMoment } from './machine.ts'
import type { Comparison, FloorMeasured, Measured, Spread } from './measure.ts'
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
export function jobInReport({ job, ours, comparisons, floors, limits }: Measured, moment: MachineMoment) {
  const { name, says, unit } = job
  return {
    ...{ name, says, unit, moment, ours, limits },
    comparisons: comparisons.map(comparisonInReport),
    floors: floors.map(floorInReport),
  }
}

function comparisonInReport({ peer, ...outcome }: Comparison) {
  const { name, doesMore, doesLess, target } = peer
  return { peer: name, doesMore, doesLess, target, ...outcome }
}

function floorInReport({ floor, peer, ...measured }: FloorMeasured) {
  return { ...measured, floor: floor.name, peer: peer.name, target: peer.target }
}

export const headings = ['Job', 'Ours', 'Peer', 'Theirs', 'Ratio [least – most]', 'Target', 'Met']

/** A table for people, and under it what each side of a ratio does that the other does not. */
export function tableOf(jobs: Report['jobs']): string {
  return [alignedOf([headings, ...jobs.flatMap(rowsOf)]), '', ...jobs.flatMap(notesOf)].join('\n')
}

type JobInReport = Report['jobs'][number]

/** Beside each peer; then how far it could get at best; then what must hold whatever the peer does. */
export function rowsOf(job: JobInReport): string[][] {
  return [
    ...job.comparisons.map((comparison) => comparisonRow(job, comparison)),
    ...job.floors.map((floor) => floorRow(job, floor)),
    ...job.limits.map(({ what, value, unit, atMost, met }) => [
      ...[job.name, `${figure(value)} ${unit}`, what, '', ''],
      ...[`≤ ${figure(atMost)} ${unit}`, yesOrNo(met)],
    ]),
  ]
}

function comparisonRow(
  { name, ours, unit }: JobInReport,
  comparison: JobInReport['comparisons'][number],
): string[] {
  const { peer, target } = comparison
  const mine = `${figure(ours.median)} ${unit}`
  if ('absent' in comparison)
    return [name, mine, peer, `left out: ${comparison.absent}`, '', targetText(target), '–']
  const { theirs, ratio, met } = comparison
  return [name, mine, peer, figure(theirs.median), ratioText(ratio), targetText(target), yesOrNo(met)]
}

function floorRow({ name, unit }: JobInReport, measured: JobInReport['floors'][number]): string[] {
  const { floor, peer, ratio, target, couldMeet } = measured
  const atBest = `${figure(measured.figure.median)} ${unit}`
  const verdict = couldMeet ? 'could be' : 'cannot be'
  return [name, atBest, `${peer}, at best: ${floor}`, '', ratioText(ratio), targetText(target), verdict]
}

/** A line for the job and one for each peer. */
export function notesOf({ name, says, comparisons }: JobInReport): string[] {
  return [
    `- ${name}: ${says}.`,
    ...comparisons.map(
      ({ peer, doesMore, doesLess }) =>
        `  - ${peer}. It does besides: ${doesMore}. We do besides: ${doesLess}.`,
    ),
  ]
}

function ratioText({ median, least, most }: Spread): string {
  return `${figure(median)}× [${figure(least)} – ${figure(most)}]`
}

function targetText({ ratio, is }: Target): string {
  return `${is === 'at least' ? '≥' : '≤'} ${String(ratio)}×`
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

/** How fast each city is, and how the largest compares with the smallest. */
export function growthRows(growth: readonly Growth[]): string[][] {
  const sizes = growth[0]?.points.map(({ residents }) => residents.toLocaleString('en')) ?? []
  return [
    ['Job', ...sizes.map((size) => `${size} residents`), 'Speed of the largest', 'Flat'],
    ...growth.map(({ job, unit, points }) => {
      const figures = points.map((point) => `${figure(point.figure.median)} ${unit}`)
      const largest = points.at(-1)
      const speed = largest ? ratioText(largest.speed) : ''
      return [job, ...figures, speed, yesOrNo(points.every(({ met }) => met))]
    }),
  ]
}

/** Columns one under the other. */
export function alignedOf(rows: readonly (readonly string[])[]): string {
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
