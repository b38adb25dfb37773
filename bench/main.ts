import { Command, Option } from 'commander'
import { openInstallation, type Installation } from './city/open-installation.ts'
import { openCity } from './city/open-city.ts'
import { growthSizes, measureGrowth, type Growth } from './growth.ts'
import type { Bench, Job } from './job.ts'
import { growingJobs, jobs } from './jobs/index.ts'
import { momentOf } from './machine.ts'
import { measure } from './measure.ts'
import { SolidOnDemand } from './peers/solid-server.ts'
import { jobInReport, type Report } from './report.ts'
import { benchDirectory, tellGrowth, tellRun } from './tell.ts'

const sizes = {
  full: { residents: 100_000, roundMs: 2_000 },
  quick: { residents: 10_000, roundMs: 250 },
}
const growthRoundMs = 1_000

const say = (text: string) => console.error(text)

interface Options {
  quick?: boolean
  growth?: boolean
}

const program = new Command('npm run bench --')
  .description('measures Azukari beside its peers, in one run; see bench/README.md')
  .argument('[jobs...]', `which of ${jobs.map(({ name }) => name).join(', ')}; all when none is named`)
  .addOption(new Option('--quick', 'a city of 10,000 residents and short rounds: within a minute'))
  .addOption(
    new Option(
      '--growth',
      `only from ${growthSizes.map((size) => size.toLocaleString('en')).join(' to ')} residents`,
    ),
  )
  .addHelpText(
    'after',
    `
Without anything: every job, then growth, and the figures of docs/performance.md are written anew.
The first run makes the cities, and keeps them in .bench: some minutes more.`,
  )
  .action(run)
await program.parseAsync()

async function run(names: readonly string[], { quick = false, growth = false }: Options): Promise<void> {
  const chosen = chosenJobs(names)
  const isWhole = names.length === 0 && !quick
  const installation = await openInstallation()
  try {
    if (!growth) await runJobs(installation, chosen, quick, isWhole)
    if (growth || isWhole) await runGrowth(installation)
  } finally {
    await installation.close()
  }
}

/** Every job, or those named. */
function chosenJobs(names: readonly string[]): readonly Job[] {
  const unknown = names.filter((name) => !jobs.some((job) => job.name === name.toUpperCase()))
  if (unknown.length > 0) program.error(`there is no job ${unknown.join(', ')}; see --help`)
  return names.length === 0
    ? jobs
    : jobs.filter((job) => names.some((name) => name.toUpperCase() === job.name))
}

async function runJobs(
  installation: Installation,
  chosen: readonly Job[],
  quick: boolean,
  isWhole: boolean,
): Promise<void> {
  const { residents, roundMs } = quick ? sizes.quick : sizes.full
  const solid = new SolidOnDemand()
  const city = await openCity(installation, residents, say)
  const began = momentOf(benchDirectory)
  try {
    const bench = { installation, city, roundMs, quick, say, solid: () => solid.server() }
    const measured = await measureAll(chosen, bench)
    await tellRun({ began, roundMs, city: city.counts, jobs: measured }, isWhole)
  } catch (fault) {
    say(city.service.output())
    throw fault
  } finally {
    await solid.close()
    await city.close()
  }
}

async function measureAll(chosen: readonly Job[], bench: Bench): Promise<Report['jobs']> {
  const measured: Report['jobs'] = []
  for (const job of chosen) {
    say(`${job.name}: ${job.says}`)
    const moment = momentOf(benchDirectory)
    measured.push(jobInReport(await measure(job, bench), moment))
  }
  return measured
}

async function runGrowth(installation: Installation): Promise<void> {
  const cities: Awaited<ReturnType<typeof openCity>>[] = []
  try {
    for (const size of growthSizes) cities.push(await openCity(installation, size, say))
    const began = momentOf(benchDirectory)
    const noPeers = () => Promise.resolve({ absent: 'growth is measured without peers' })
    const bench = { installation, roundMs: growthRoundMs, quick: true, say, solid: noPeers }
    const growth: Growth[] = []
    for (const job of growingJobs) {
      say(`growth of ${job.name}: ${job.says}`)
      growth.push(await measureGrowth(job, cities, bench))
    }
    await tellGrowth({ began, roundMs: growthRoundMs, growth })
  } finally {
    for (const city of cities) await city.close()
  }
}
