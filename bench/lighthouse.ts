/** `npm run lighthouse`: what Lighthouse says of a resident's pages, the median of three; and how soon they stand on a slow line. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { startSession } from '../src/identity/index.ts'
import { paths } from '../src/portals/paths.ts'
import { chromiumPath } from '../test/support/chromium.ts'
import { percentile } from '../test/support/percentile.ts'
import { openCity } from './city/open-city.ts'
import { openInstallation } from './city/open-installation.ts'
import { ownItem, residentsWithOwnItem } from './workload.ts'

const program = fileURLToPath(new URL('node_modules/.bin/lighthouse', import.meta.url))
const pages = [
  paths.front,
  paths.signIn,
  paths.home,
  paths.companies,
  paths.history,
  paths.data(ownItem),
  paths.settings,
]
const runs = 3

/** Scores at least; times, in tenths of a second, at most. */
const scores = { accessibility: 100, 'best-practices': 95, performance: 90 }
const times = { firstPaintS: 2, largestPaintS: 3 }
type Figures = Record<keyof typeof scores | keyof typeof times, number>

/** 400 ms and 400 kbit/s on a quarter of this machine's speed, as in the tasks of test/browser. */
const slowLine = [
  '--throttling.rttMs=400',
  '--throttling.throughputKbps=400',
  '--throttling.cpuSlowdownMultiplier=4',
]

const reportSchema = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), numericValue: z.number().optional() }),
  ),
})
type Lighthouse = z.infer<typeof reportSchema>

async function measureAll(): Promise<boolean> {
  const installation = await openInstallation()
  const city = await openCity(installation, 10_000, (text) => console.error(text))
  try {
    const [resident] = residentsWithOwnItem(city)
    if (!resident) throw new Error('nobody in this city has what is looked at')
    const cookie = `azukari-session=${await startSession(city.tenant, resident, 'demo')}`
    const rows: Record<string, Figures> = {}
    for (const page of pages)
      rows[page] = await figuresOf(`http://localhost:${String(city.service.port)}${page}`, cookie)
    console.table(rows)
    return Object.entries(rows)
      .map(([page, figures]) => holds(page, figures))
      .every(Boolean)
  } finally {
    await city.close()
    await installation.close()
  }
}

async function figuresOf(url: string, cookie: string): Promise<Figures> {
  const [usual, slow]: [Lighthouse[], Lighthouse[]] = [[], []]
  for (let run = 0; run < runs; run += 1) {
    usual.push(await look(url, cookie, []))
    slow.push(await look(url, cookie, slowLine))
  }
  const score = (category: string) =>
    percentile(
      usual.map(({ categories }) => 100 * (categories[category]?.score ?? 0)),
      0.5,
    )
  const seconds = (audit: string) => {
    const tookMs = slow.map(({ audits }) => audits[audit]?.numericValue ?? Infinity)
    return Math.round(percentile(tookMs, 0.5) / 100) / 10
  }
  for (const { title } of failedIn(usual[0])) console.log(`  ${url}: ${title}`)
  return {
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
    performance: score('performance'),
    firstPaintS: seconds('first-contentful-paint'),
    largestPaintS: seconds('largest-contentful-paint'),
  }
}

const failedIn = (report: Lighthouse | undefined) =>
  Object.values(report?.audits ?? {}).filter(({ score }) => score !== null && score < 0.5)

/** Now and then a browser records nothing of a page it did load (Lighthouse's NO_NAVSTART). */
const triesAtMost = 3

async function look(url: string, cookie: string, throttling: readonly string[]): Promise<Lighthouse> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await lookOnce(url, cookie, throttling)
    } catch (fault) {
      // Without the command, which has the session in it.
      const { stderr } = z.object({ stderr: z.string() }).parse(fault)
      if (tries === triesAtMost) throw new Error(`Lighthouse could not look at ${url}: ${stderr}`)
    }
  }
}

async function lookOnce(url: string, cookie: string, throttling: readonly string[]): Promise<Lighthouse> {
  const flags = [
    '--headless',
    '--disable-gpu',
    '--disable-background-networking',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      program,
      url,
      '--quiet',
      '--output=json',
      '--only-categories=accessibility,best-practices,performance',
      `--extra-headers=${JSON.stringify({ cookie })}`,
      `--chrome-flags=${flags.join(' ')}`,
      ...throttling,
    ],
    { env: { ...process.env, CHROME_PATH: chromiumPath() }, maxBuffer: 64 * 1024 * 1024 },
  )
  return reportSchema.parse(JSON.parse(stdout))
}

/** Says what is missed. A time is told, as the bench tells one; a score must hold. */
function holds(page: string, figures: Figures): boolean {
  const late = keysOf(times).filter((name) => figures[name] > times[name])
  const low = keysOf(scores).filter((name) => figures[name] < scores[name])
  for (const name of late)
    console.log(`! ${page}: ${name} ${String(figures[name])}, wanted ${String(times[name])}`)
  for (const name of low)
    console.log(`✗ ${page}: ${name} ${String(figures[name])}, wanted ${String(scores[name])}`)
  return low.length === 0
}

const keysOf = <Key extends string>(of: Record<Key, number>) => Object.keys(of) as Key[]

if (!existsSync(program)) {
  console.log('Lighthouse 未実施 · not run: npm ci --prefix bench installs it')
} else process.exitCode = (await measureAll()) ? 0 : 1
