import { glob, readFile } from 'node:fs/promises'
import { literalsOf } from './literals.ts'
import { placeOf, type BoundaryProblem } from './problem.ts'

const table = 'src/portals/paths.ts'
/** The specimen shows components alone: its links lead nowhere. */
const free = /^src\/portals\/(paths\.ts|ui\/specimen.*)$|\.test\.tsx?$/

/** An address of a page stands in paths.ts alone, so that it can be changed, and no id of a person slips into one. */
export async function checkAddresses(): Promise<BoundaryProblem[]> {
  const words = firstWords(await readFile(table, 'utf8'))
  if (words.length === 0) throw new Error(`${table} has no addresses`)
  const isAddress = new RegExp(`^/(${words.join('|')})([/?#]|$)`)
  const problems: BoundaryProblem[] = []
  for await (const file of glob('src/**/*.{ts,tsx}')) {
    if (free.test(file)) continue
    for (const text of literalsOf(await readFile(file, 'utf8')).filter((one) => isAddress.test(one))) {
      problems.push({
        where: placeOf(file, text.split(' ')[0] ?? text),
        what: `the address of a page is written out: ${text}`,
        remedy: `Take it from paths in ${table}, and add it there where it is new.`,
      })
    }
  }
  return problems
}

/** `companies` of `/companies/${vendorId}`. */
function firstWords(source: string): string[] {
  const first = literalsOf(source).map((text) => /^\/([a-z-]+)/.exec(text)?.[1] ?? '')
  return [...new Set(first)].filter((word) => word !== '')
}
