/** The checks in their order, each with its time; on failure the remedy. The last line is the sum. */
import { spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { readVitestSum } from './check/vitest-sum.ts'

interface Step {
  name: string
  command: readonly string[]
  remedy: string
}

type Depth = 'fast' | 'normal' | 'full'

const depth: Depth = process.argv[2] === 'fast' || process.argv[2] === 'full' ? process.argv[2] : 'normal'
const withoutBrowser = process.env['CHECK_WITHOUT_BROWSER'] === '1'
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

/** Output is shown only when the step fails: a list of what is well hides what is not. */
async function run(command: readonly string[], quiet: boolean): Promise<{ good: boolean; output: string }> {
  const [program = '', ...parameters] = command
  const child = spawn(program, parameters, {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(depth === 'full' ? { AZUKARI_FULL: '1' } : {}) },
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
  const { good, output } = await run(command, true)
  if (!good) console.log(output)
  console.log(`${good ? '✓' : '✗'} ${name} (${seconds(since)} s)${good ? '' : `\n  → ${remedy}`}`)
  return good
}

async function runTests(): Promise<{ passed: number; failed: number }> {
  const since = performance.now()
  const projects =
    depth === 'fast' ? ['unit'] : ['unit', 'database', 'journeys', ...(withoutBrowser ? [] : ['browser'])]
  const parameters = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  const { good } = await run(['vitest', 'run', '--passWithNoTests', ...parameters, ...reporters], false)
  const sum = await readVitestSum(vitestReport, good)
  console.log(`${good ? '✓' : '✗'} tests (${seconds(since)} s), ${sum.skipped} skipped`)
  if (!good) console.log('  → look for the → in each failure; npx vitest run <file> runs one file alone')
  if (withoutBrowser && depth !== 'fast')
    console.log('! the browser tests were left out: see above what they need')
  return sum
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

await mkdir('.check', { recursive: true })
await rm(vitestReport, { force: true })
let [passed, failed] = [0, 0]
for (const step of depth === 'fast' ? [types, boundaries] : [types, ...style, boundaries]) {
  if (await runStatic(step)) passed += 1
  else failed += 1
}
const tests = await runTests()
// Leaving the browser out is no success of the complete check.
const incomplete = depth === 'full' && withoutBrowser ? 1 : 0
passed += tests.passed
failed += tests.failed + incomplete
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
