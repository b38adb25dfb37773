import { tolerance, type Growth } from './growth.ts'
import { growthRows, headings, notesOf, rowsOf, type Report } from './report.ts'

const begin = '<!-- Written by npm run bench: everything from here -->'
const end = '<!-- to here. -->'

/** Growth from city to city, as it is kept in .bench/growth.json. */
export type GrowthReport = Omit<Report, 'city' | 'jobs'> & { growth: Growth[] }

/** The document with its figures written anew; the words around them are people's. */
export function withFigures(
  document: string,
  run: Report | undefined,
  growth: GrowthReport | undefined,
): string {
  const [before, rest] = cutAt(document, begin)
  const [, after] = cutAt(rest, end)
  const parts = [...(run ? runInDocument(run) : []), ...(growth ? growthInDocument(growth) : [])]
  return `${before}${begin}\n\n${parts.join('\n\n')}\n\n${end}${after}`
}

function cutAt(text: string, marker: string): [string, string] {
  const at = text.indexOf(marker)
  if (at < 0) throw new Error(`the document has lost its marker ${marker}`)
  return [text.slice(0, at), text.slice(at + marker.length)]
}

function runInDocument(run: Report): string[] {
  const { city, jobs, roundMs } = run
  return [
    '## Beside others',
    `${circumstances(run)} Rounds of ${String(roundMs / 1_000)} s; ${city.residents.toLocaleString('en')} residents, ${city.envelopes.toLocaleString('en')} envelopes, ${city.observations.toLocaleString('en')} observations, ${city.grants.toLocaleString('en')} consents.`,
    tableOf([headings, ...jobs.flatMap(rowsOf)]),
    tableOf([
      ['Job', 'Load then', 'fdatasync p50 then'],
      ...jobs.map(({ name, moment }) => [name, String(moment.load), `${String(moment.fdatasyncMs)} ms`]),
    ]),
    '### What each side of a ratio does that the other does not',
    jobs.flatMap(notesOf).join('\n'),
  ]
}

function growthInDocument(report: GrowthReport): string[] {
  return [
    '## As the city grows',
    `${circumstances(report)} Speed against the smallest city in the same round; 1 is as fast, and whatever is at most ${String(tolerance * 100)} % slower counts as flat.`,
    '![Speed as the city grows](performance/growth.svg)',
    tableOf(growthRows(report.growth)),
  ]
}

/** When, of what, on what, and how busy it was. */
function circumstances({ began, ended, machine, versions }: Omit<Report, 'city' | 'jobs'>): string {
  const of = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Measured on ${began.at.slice(0, 10)} (${[...of, `Node ${machine.node}`].join(', ')})`,
    `on ${String(machine.processors)} × ${machine.processor}, ${String(machine.memoryGiB)} GiB;`,
    `load ${String(began.load)} at the beginning and ${String(ended.load)} at the end,`,
    `fdatasync p50 ${String(began.fdatasyncMs)} and ${String(ended.fdatasyncMs)} ms.`,
  ].join(' ')
}

function tableOf([headings = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n')
}
