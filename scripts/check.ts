/** The checks in their order, each with its time; on failure the remedy. The last line is the sum. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { debianBinaries } from '../test/support/debian-postgres.ts'
import { planTests, type Depth, type TestRun } from './check/plan-tests.ts'
import { readVitestSum, type VitestSum } from './check/vitest-sum.ts'

interface Step {
  name: string
  command: readonly string[]
  remedy: string
}

const depth: Depth = process.argv[2] === 'fast' || process.argv[2] === 'full' ? process.argv[2] : 'normal'
const machine = {
  browser: process.env['CHECK_WITHOUT_BROWSER'] !== '1',
  postgres15: existsSync(`${debianBinaries(15)}/postgres`),
}
const vitestReport = '.check/vitest.json'

const types: Step = {
  name: 'types',
  command: ['tsc'],
  remedy: 'mend each place at its file(line,column); npm run types looks again',
}
const boundaries: Step = {
  name: 'boundaries',
  command: ['node', '--import', 'tsx', 'scripts/check-boundaries.ts'],
  remedy: 'each place above has its remedy; npm run boundaries looks again',
}
const style: Step[] = [
  {
    name: 'lint',
    command: ['eslint', '--max-warnings', '0', '--cache', '--cache-location', '.check/eslint', '.'],
    remedy:
      'npx eslint --fix . mends what a machine can; files over 300 lines and functions over 40 are parted by subject (CONTRIBUTING.md); npm run lint looks again',
  },
  {
    name: 'format',
    command: ['prettier', '--check', '--log-level', 'warn', '.'],
    remedy: 'npm run format writes every file as it should be',
  },
]

interface Running {
  quiet: boolean
  environment?: Readonly<Record<string, string>>
}

/** Output is shown only when the step fails: a list of what is well hides what is not. */
async function run(command: readonly string[], { quiet, environment }: Running) {
  const [program = '', ...parameters] = command
  const child = spawn(program, parameters, {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(depth === 'full' ? { AZUKARI_FULL: '1' } : {}), ...environment },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const good = await new Promise<boolean>((done) => {
    child.once('error', () => done(false))
    child.once('close', (code) => done(code === 0))
  })
  return { good, output }
}

async function runStatic({ name, command, remedy }: Step): Promise<boolean> {
  const since = performance.now()
  const { good, output } = await run(command, { quiet: true })
  if (!good) console.log(output)
  console.log(`${good ? '✓' : '✗'} ${name} (${seconds(since)} s)${good ? '' : `\n  → ${remedy}`}`)
  return good
}

async function runTests({ parameters, environment }: TestRun): Promise<VitestSum & { good: boolean }> {
  await rm(vitestReport, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const command = ['vitest', 'run', ...parameters, ...reporters]
  const { good } = await run(command, { quiet: false, environment })
  return { ...(await readVitestSum(vitestReport, good)), good }
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

await mkdir('.check', { recursive: true })
let [passed, failed] = [0, 0]
for (const step of depth === 'fast' ? [types, boundaries] : [types, ...style, boundaries]) {
  if (await runStatic(step)) passed += 1
  else failed += 1
}
const { runs, leftOut } = planTests(depth, machine)
const lines: string[] = []
for (const one of runs) {
  const since = performance.now()
  const sum = await runTests(one)
  passed += sum.passed
  failed += sum.failed
  const counts = `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`
  lines.push(`${sum.good ? '✓' : '✗'} ${one.name} (${seconds(since)} s): ${counts}`)
  lines.push(...sum.red.map((words) => `  ✗ ${words}`))
  if (!sum.good) lines.push(`  → ${one.remedy}`)
}
// Together, below what the runs themselves have printed.
for (const line of [...lines, ...leftOut.map((words) => `! ${words}`)]) console.log(line)
// Leaving something out is no success of the complete check.
if (depth === 'full') failed += leftOut.length
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
