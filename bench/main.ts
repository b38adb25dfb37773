import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Command, Option } from 'commander'
import { benchDirectory, openInstallation } from './city/open-installation.ts'
import { openCity } from './city/open-city.ts'
import type { Bench, Job } from './job.ts'
import { jobs } from './jobs/index.ts'
import { machineOf, momentOf } from './machine.ts'
import { measure } from './measure.ts'
import { SolidOnDemand } from './peers/solid-server.ts'
import { jobInReport, tableOf, type Report } from './report.ts'

const sizes = {
  full: { residents: 100_000, roundMs: 2_000 },
  quick: { residents: 10_000, roundMs: 400 },
}

const say = (text: string) => console.error(text)

const program = new Command('npm run bench --')
  .description('measures Azukari against its peers, in one run; see bench/README.md')
  .argument('[jobs...]', `which of ${jobs.map(({ name }) => name).join(', ')}; all when none is named`)
  .addOption(new Option('--quick', 'a city of 10,000 residents and short rounds: within a minute'))
  .addHelpText('after', '\nThe first run makes the cities, and keeps them in .bench: some minutes more.')
  .action(run)
await program.parseAsync()

async function run(names: readonly string[], { quick = false }: { quick?: boolean }): Promise<void> {
  const chosen = chosenJobs(names)
  const { residents, roundMs } = quick ? sizes.quick : sizes.full
  const solid = new SolidOnDemand()
  const installation = await openInstallation()
  try {
    const city = await openCity(installation, residents, say)
    const bench = { installation, city, roundMs, quick, say, solid: () => solid.server() }
    const began = momentOf(benchDirectory)
    const measured = await measureAll(chosen, bench)
    await tell({ began, roundMs, city: city.counts, jobs: measured })
  } finally {
    await solid.close()
    await installation.close()
  }
}

async function measureAll(chosen: readonly Job[], bench: Bench): Promise<Report['jobs']> {
  const measured: Report['jobs'] = []
  try {
    for (const job of chosen) {
      say(`${job.name}: ${job.says}`)
      const moment = momentOf(benchDirectory)
      measured.push(jobInReport(await measure(job, bench), moment))
    }
    return measured
  } catch (fault) {
    say(bench.city.service.output())
    throw fault
  } finally {
    await bench.city.close()
  }
}

/** Every job, or those named. */
function chosenJobs(names: readonly string[]) {
  const unknown = names.filter((name) => !jobs.some((job) => job.name === name.toUpperCase()))
  if (unknown.length > 0) program.error(`there is no job ${unknown.join(', ')}; see --help`)
  return names.length === 0
    ? jobs
    : jobs.filter((job) => names.some((name) => name.toUpperCase() === job.name))
}

async function tell(run: Pick<Report, 'began' | 'roundMs' | 'city' | 'jobs'>): Promise<void> {
  const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'])
  const report: Report = {
    ...run,
    ended: momentOf(benchDirectory),
    machine: machineOf(),
    versions: { commit: stdout.trim() },
  }
  const file = join(benchDirectory, 'report.json')
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
  const { load, fdatasyncMs } = report.began
  console.log(
    `load ${String(load)} on ${String(report.machine.processors)} processors, fdatasync p50 ${String(fdatasyncMs)} ms, ` +
      `${run.city.residents.toLocaleString('en')} residents, ${run.city.observations.toLocaleString('en')} observations\n`,
  )
  console.log(tableOf(run.jobs))
  console.log(`\nas JSON: .bench/report.json`)
}
