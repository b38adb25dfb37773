import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { postgresVersion } from '../src/platform/postgres-server/index.ts'
import { benchDirectory } from './city/open-installation.ts'
import { withFigures, type GrowthReport } from './document.ts'
import { machineOf, momentOf } from './machine.ts'
import { plotOf } from './plot.ts'
import { alignedOf, growthRows, tableOf, type Report } from './report.ts'

export { benchDirectory }

const inDocs = (path: string) => fileURLToPath(new URL(`../docs/${path}`, import.meta.url))
const kept = { run: join(benchDirectory, 'report.json'), growth: join(benchDirectory, 'growth.json') }

/** To stdout, and to .bench/report.json; a run of all jobs in full goes into the document, too. */
export async function tellRun(
  run: Pick<Report, 'began' | 'roundMs' | 'city' | 'jobs'>,
  isWhole: boolean,
): Promise<void> {
  const report: Report = { ...run, ...(await circumstances()) }
  const file = isWhole ? kept.run : join(benchDirectory, 'part.json')
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
  const { load, fdatasyncMs } = report.began
  console.log(
    `load ${String(load)} on ${String(report.machine.processors)} processors, fdatasync p50 ${String(fdatasyncMs)} ms, ` +
      `${run.city.residents.toLocaleString('en')} residents, ${run.city.observations.toLocaleString('en')} observations\n`,
  )
  console.log(tableOf(run.jobs))
  console.log(`\nas JSON: ${file}`)
  if (isWhole) await writeDocument()
}

export async function tellGrowth(run: Pick<GrowthReport, 'began' | 'roundMs' | 'growth'>): Promise<void> {
  const report: GrowthReport = { ...run, ...(await circumstances()) }
  await writeFile(kept.growth, `${JSON.stringify(report, null, 2)}\n`)
  console.log(alignedOf(growthRows(run.growth)))
  console.log(`\nas JSON: ${kept.growth}`)
  const plot = inDocs('performance/growth.svg')
  await mkdir(dirname(plot), { recursive: true })
  await writeFile(plot, plotOf(run.growth))
  await writeDocument()
}

async function circumstances(): Promise<Pick<Report, 'ended' | 'machine' | 'versions'>> {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'])
  const postgres = /\d+(\.\d+)*/u.exec(await postgresVersion(benchDirectory))?.[0] ?? 'unknown'
  return {
    ended: momentOf(benchDirectory),
    machine: machineOf(),
    versions: { commit: stdout.trim(), PostgreSQL: postgres },
  }
}

/** Every figure of the document comes from the last whole run and the last growth; none is written by hand. */
async function writeDocument(): Promise<void> {
  const file = inDocs('performance.md')
  const run = await keptReport<Report>(kept.run)
  const growth = await keptReport<GrowthReport>(kept.growth)
  await writeFile(file, withFigures(await readFile(file, 'utf8'), run, growth))
}

async function keptReport<Kept>(file: string): Promise<Kept | undefined> {
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Kept) : undefined
}
