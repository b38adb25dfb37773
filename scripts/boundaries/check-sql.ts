import { glob, readFile } from 'node:fs/promises'
import { modules } from '../../architecture.mjs'
import { literalsOf } from './literals.ts'
import { placeOf, type BoundaryProblem } from './problem.ts'

const schemas = Object.keys(modules)
const looksLikeSql = /\b(select|insert into|update|delete from|from|join|call)\s/i
const qualifiedName = new RegExp(`\\b(${schemas.join('|')})\\.([a-z_][a-z0-9_]*)`, 'g')

/** A module's SQL names its own schema, or what another schema publishes as `door_…`. */
export async function checkSql(): Promise<BoundaryProblem[]> {
  const problems: BoundaryProblem[] = []
  for await (const file of glob('src/*/**/*.{ts,tsx}')) {
    const [, own = ''] = file.split('/')
    if (!(own in modules) || /\.test\.tsx?$/.test(file)) continue
    for (const { schema, name } of foreignNames(await readFile(file, 'utf8'), own)) {
      problems.push({
        where: placeOf(file, `${schema}.${name}`),
        what: `SQL of ${own} names ${schema}.${name}`,
        remedy: `Ask src/${schema}/index.ts for it, or publish a view or function ${schema}.door_… in a migration.`,
      })
    }
  }
  return problems
}

/** Names in the program itself (`catalog.items`) are no SQL. */
export function foreignNames(source: string, own: string): { schema: string; name: string }[] {
  const statements = literalsOf(source).filter((text) => looksLikeSql.test(text))
  const aliased = schemas.filter((schema) => statements.some((text) => rowsCalled(schema).test(text)))
  return statements
    .flatMap((text) =>
      [...text.matchAll(qualifiedName)].map((match) => ({
        text,
        match,
        schema: match[1] ?? '',
        name: match[2] ?? '',
      })),
    )
    .filter(({ schema, name }) => schema !== own && !name.startsWith('door_'))
    .filter(({ text, match, schema }) => !(aliased.includes(schema) && isColumn(text, match)))
    .map(({ schema, name }) => ({ schema, name }))
}

/** `from consent.door_grants as consent`, or any other row source of that name */
function rowsCalled(schema: string): RegExp {
  return new RegExp(`(\\.door_\\w+|\\sas)\\s+${schema}\\b(?!\\.)`, 'i')
}

/** Then `consent.until` is a column of those rows, unless it stands where a table or function does. */
function isColumn(text: string, { index, 0: whole }: RegExpExecArray): boolean {
  const namesTable = /\b(from|join|into|update|using|only|table|call)\s+$/i.test(text.slice(0, index))
  return !namesTable && !text.slice(index + whole.length).startsWith('(')
}
