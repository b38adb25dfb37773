import { glob } from 'node:fs/promises'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { cruiserRules } from './cruiser-rules.ts'
import { placeOf, type BoundaryProblem } from './problem.ts'

/** Every import below `src/` of the current folder, held against the table. */
export async function checkImports(): Promise<{ modules: number; problems: BoundaryProblem[] }> {
  const files = await sourceFiles()
  const rules = cruiserRules()
  const { output } = await cruise(
    ['src'],
    {
      validate: true,
      ruleSet: rules,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'default', 'types'],
      },
      moduleSystems: ['es6'],
    },
    {},
    { tsConfig: extractTsConfig('tsconfig.json') },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
  requireAllSeen(files, output)
  return { modules: files.length, problems: output.summary.violations.map(describe(rules.forbidden, output)) }
}

async function sourceFiles(): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob('src/**/*.{ts,tsx}')) files.push(file)
  return files
}

/** A cruiser that does not know the language version sees nothing and is content; so the files are counted as well. */
function requireAllSeen(files: readonly string[], { modules }: ICruiseResult): void {
  const seen = new Set(modules.map(({ source }) => source))
  const unseen = files.filter((file) => !seen.has(file))
  if (files.length === 0) throw new Error('no source file was found below src/')
  if (unseen.length === 0) return
  throw new Error(
    `${unseen.length} of ${files.length} source files were not seen (such as ${unseen[0]})\n→ does npx tsc read it? If so: does dependency-cruiser support this version of TypeScript?`,
  )
}

type Violation = ICruiseResult['summary']['violations'][number]

function describe(
  rules: ReturnType<typeof cruiserRules>['forbidden'],
  { modules }: ICruiseResult,
): (violation: Violation) => BoundaryProblem {
  const asWritten = (from: string, to: string) =>
    modules
      .find(({ source }) => source === from)
      ?.dependencies.find(({ resolved, module }) => resolved === to || module === to)?.module ?? to
  return ({ from, to, rule, cycle }) => ({
    // Without the quote before it: `node:fs` is told as `fs`.
    where: placeOf(from, `${asWritten(from, to)}'`),
    what: `${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}`,
    remedy: rules.find(({ name }) => name === rule.name)?.comment ?? '',
  })
}
