/**
 * What a cluster of many nodes (Citus) asks of the tables, so that one schema serves a box and a big city. Each rule
 * names what breaks it. Source: the Citus documentation, "Determining the distribution column" and "SQL support".
 */
import type { Queryable } from '../../src/platform/database/index.ts'

/** Where a table's rows live on a cluster. */
export interface Placement {
  /** Spread by `resident_id`: all of one resident on one node. */
  resident: readonly string[]
  /** Tables with a resident that are found by another key, hence spread by that column. */
  directory: Readonly<Record<string, string>>
  /** Small, without personal data, and on every node. */
  reference: readonly string[]
  /** The city's own, on one node, without any resident. */
  city: readonly string[]
  /** Foreign keys that a cluster cannot hold, and why nothing is lost when there they are left out. */
  singleNodeOnly: Readonly<Record<string, string>>
}

type Place = 'resident' | 'directory' | 'reference' | 'city'

export const ours = `namespace.nspname not like 'pg\\_%' and namespace.nspname not in ('information_schema', 'graphile_worker')`

/** Everything that a cluster would refuse or get wrong, one line each. */
export async function againstCluster(database: Queryable, placement: Placement): Promise<string[]> {
  const rules = [unplaced, spreadColumns, keys, foreignKeys, forbiddenObjects, policies]
  const found: string[][] = []
  // One after the other: a transaction has one connection.
  for (const rule of rules) found.push(await rule(database, placement))
  return found.flat().sort()
}

function placeOf(table: string, placement: Placement): Place | undefined {
  if (Object.hasOwn(placement.directory, table)) return 'directory'
  return (['resident', 'reference', 'city'] as const).find((place) => placement[place].includes(table))
}

/** By which column a table is spread over the nodes; undefined where it is not. */
function spreadBy(table: string, placement: Placement): string | undefined {
  return placement.resident.includes(table) ? 'resident_id' : placement.directory[table]
}

async function unplaced(database: Queryable, placement: Placement): Promise<string[]> {
  const { rows } = await database.query<{ table: string }>(
    `select namespace.nspname || '.' || relname as table
       from pg_class join pg_namespace namespace on namespace.oid = relnamespace
      where relkind in ('r', 'p') and not relispartition and ${ours}`,
  )
  const tables = rows.map((row) => row.table)
  const { resident, directory, reference, city } = placement
  const placed = [...resident, ...Object.keys(directory), ...reference, ...city]
  return [
    ...tables.filter((table) => !placed.includes(table)).map((table) => `${table} has no place`),
    ...placed
      .filter((table) => !tables.includes(table))
      .map((table) => `${table} has a place and is not there`),
    ...placed.filter((table, at) => placed.indexOf(table) !== at).map((table) => `${table} has two places`),
  ]
}

/** Tables spread by the same kind of column lie together only if it has the same type; none may be null. */
async function spreadColumns(database: Queryable, placement: Placement): Promise<string[]> {
  const { rows } = await database.query<{ table: string; column: string; type: string; required: boolean }>(
    `select namespace.nspname || '.' || relname as table, attname as column,
            format_type(atttypid, atttypmod) as type, attnotnull as required
       from pg_attribute join pg_class on pg_class.oid = attrelid
       join pg_namespace namespace on namespace.oid = relnamespace
      where relkind in ('r', 'p') and attnum > 0 and not attisdropped and ${ours}`,
  )
  const wrong = rows.flatMap(({ table, column, type, required }) => {
    const place = placeOf(table, placement)
    if (column === 'resident_id' && (place === 'city' || place === 'reference'))
      return [`${table} is about residents and not spread over the nodes`]
    if (column !== spreadBy(table, placement)) return []
    const wanted = place === 'resident' ? 'uuid' : 'bytea'
    return type === wanted && required ? [] : [`${table}.${column} is not ${wanted} not null`]
  })
  const has = new Set(rows.map(({ table, column }) => `${table}.${column}`))
  const spread = [...placement.resident, ...Object.keys(placement.directory)]
  const without = spread.filter((table) => !has.has(`${table}.${spreadBy(table, placement)}`))
  return [...wrong, ...without.map((table) => `${table} lacks the column it is spread by`)]
}

/** A node can only vouch for keys whose rows it has all of. */
async function keys(database: Queryable, placement: Placement): Promise<string[]> {
  const { rows } = await database.query<{ table: string; key: string; first: string | null }>(
    `select namespace.nspname || '.' || relname as table, indexrelid::regclass::text as key,
            (select attname from pg_attribute where attrelid = indrelid and attnum = indkey[0]) as first
       from pg_index join pg_class on pg_class.oid = indrelid
       join pg_namespace namespace on namespace.oid = relnamespace
      where indisunique and ${ours}`,
  )
  return rows
    .filter(({ table, first }) => (spreadBy(table, placement) ?? first) !== first)
    .map(({ table, key }) => `${table}: the key ${key} does not begin with ${spreadBy(table, placement)}`)
}

interface ForeignKey {
  table: string
  target: string
  columns: string[]
  targets: string[]
  action: boolean
}

async function foreignKeys(database: Queryable, placement: Placement): Promise<string[]> {
  const columnsOf = (relation: string, numbers: string) =>
    `array(select attname::text from unnest(${numbers}) with ordinality as at (number, place)
             join pg_attribute on attrelid = ${relation} and attnum = number order by place)`
  const { rows } = await database.query<ForeignKey & Record<string, unknown>>(
    `select conrelid::regclass::text as table, confrelid::regclass::text as target,
            ${columnsOf('conrelid', 'conkey')} as columns, ${columnsOf('confrelid', 'confkey')} as targets,
            confdeltype in ('n', 'd') or confupdtype not in ('a', 'r') as action
       from pg_constraint join pg_class on pg_class.oid = conrelid
       join pg_namespace namespace on namespace.oid = relnamespace
      where contype = 'f' and ${ours}`,
  )
  const across = rows
    .filter((key) => !holds(key, placement))
    .map(({ table, target }) => `${table} -> ${target}`)
  const excused = Object.keys(placement.singleNodeOnly)
  return [
    ...across.filter((name) => !excused.includes(name)).map((name) => `${name} crosses nodes`),
    ...excused.filter((name) => !across.includes(name)).map((name) => `${name} is excused and need not be`),
    ...rows
      .filter(({ table, action }) => action && spreadBy(table, placement) !== undefined)
      .map(({ table, target }) => `${table} -> ${target} would rewrite the column rows are spread by`),
  ]
}

/** Whether one node can see both ends: the same resident's, or a copy that every node has. */
function holds({ table, target, columns, targets }: ForeignKey, placement: Placement): boolean {
  const [from, to] = [placeOf(table, placement), placeOf(target, placement)]
  if (to === 'reference') return true
  if (from === 'resident' && to === 'resident')
    return columns[0] === 'resident_id' && targets[0] === 'resident_id'
  return from === 'city' && to === 'city'
}

/** Refused or unsafe on a spread table, and we have no need of them: ids are made by the program, what happens is code. */
async function forbiddenObjects(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ found: string }>(
    `select namespace.nspname || '.' || relname || ': the trigger ' || tgname as found
       from pg_trigger join pg_class on pg_class.oid = tgrelid
       join pg_namespace namespace on namespace.oid = relnamespace
      where not tgisinternal and ${ours}
     union all
     select namespace.nspname || '.' || relname || ': the exclusion ' || conname
       from pg_constraint join pg_class on pg_class.oid = conrelid
       join pg_namespace namespace on namespace.oid = relnamespace
      where contype = 'x' and ${ours}
     union all
     select namespace.nspname || '.' || relname || ': a sequence'
       from pg_class join pg_namespace namespace on namespace.oid = relnamespace
      where relkind = 'S' and ${ours}`,
  )
  return rows.map(({ found }) => found)
}

const setting = String.raw`current_setting\('azukari\.[a-z_]+'::text, true\)`
const side = String.raw`([a-z_]+|'[a-z]+'::text|${setting}|\(NULLIF\(${setting}, ''::text\)\)::uuid)`
/** One column or setting equals one other: no query, no function of ours, no range, and never simply true. */
const equality = new RegExp(`^\\(${side} = ${side}\\)$`)

async function policies(database: Queryable): Promise<string[]> {
  const { rows } = await database.query<{ policy: string; says: (string | null)[] }>(
    `select polrelid::regclass || ': the policy ' || polname as policy,
            array[pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)] as says from pg_policy`,
  )
  return rows
    .filter(({ says }) => !says.every((expression) => expression === null || equality.test(expression)))
    .map(({ policy }) => `${policy} is not an equality`)
}
