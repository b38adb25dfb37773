export type Depth = 'fast' | 'normal' | 'full'

/** What this machine has of what some tests need. */
export interface Machine {
  browser: boolean
  postgres15: boolean
}

/** One run of vitest. */
export interface TestRun {
  /** What the line says of which it was. */
  name: string
  parameters: readonly string[]
  environment: Readonly<Record<string, string>>
  remedy: string
}

export interface TestPlan {
  runs: TestRun[]
  /** What cannot be run here, in words; in full each counts as a failure. */
  leftOut: string[]
}

/** The least that shows a statement which 15 does not know: the migrations, the schema, and the gate's two looks. */
const aLittle = ['src/platform/database', 'src/exchange/between-looks', 'src/exchange/deliver.database']
/** They start the PostgreSQL that comes along, whichever the others run on. */
const ownPostgres = ['src/platform/postgres-server/**', 'src/supervisor/**']

const projects = (...names: string[]) => names.flatMap((name) => ['--project', name])

/** Which tests run, and on which PostgreSQL. The pages do not know their database: the browser sees 18 alone. */
export function planTests(depth: Depth, machine: Machine): TestPlan {
  if (depth === 'fast') return { runs: [run('tests', projects('unit'))], leftOut: [] }
  const everything = projects('unit', 'database', 'journeys', ...(machine.browser ? ['browser'] : []))
  const runs = [run('tests on PostgreSQL 18', everything)]
  const leftOut: string[] = []
  if (!machine.browser) leftOut.push('the browser tests were left out: see above what they need')
  if (machine.postgres15) runs.push(onFifteen(depth))
  else leftOut.push('the tests on PostgreSQL 15 were left out: ./check --full says what they need')
  return { runs, leftOut }
}

function run(name: string, parameters: readonly string[]): TestRun {
  return {
    name,
    parameters,
    environment: {},
    remedy: 'look for the → in each failure; npx vitest run <file> runs one file alone',
  }
}

/** In full everything, too, but not the long tests twice: they are long for what comes by chance, not for PostgreSQL. */
function onFifteen(depth: Depth): TestRun {
  const all = [
    ...projects('database', 'journeys'),
    ...ownPostgres.flatMap((pattern) => ['--exclude', pattern]),
  ]
  return {
    name: 'tests on PostgreSQL 15',
    parameters: depth === 'full' ? all : [...projects('database'), ...aLittle],
    environment: { AZUKARI_TEST_POSTGRES: '15', AZUKARI_FULL: '0' },
    remedy: 'AZUKARI_TEST_POSTGRES=15 npx vitest run <file> runs one file alone',
  }
}
