import { z } from 'zod'
import {
  ownerContext,
  serviceContext,
  type CityKeyRing,
  type KeyKind,
  type KeyStore,
  type OwnerKeys,
} from '../platform/keys/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import type { Row, SealedForm } from './fields.ts'
import { ownerOf, type Kind } from './kind.ts'
import { problems } from './problems.ts'

/** Takes the seals off rows as a table has them, and puts them on again. In the same order. */
export interface Seals {
  open(rows: readonly Row[]): Promise<Row[]>
  seal(rows: readonly Row[]): Promise<Row[]>
}

/** What is sealed under keys of residents. */
export function sealsOfResidents(kind: Kind, keys: KeyStore): Seals {
  const forms = Object.entries(kind.fields).flatMap(([name, { sealed }]) =>
    sealed ? [{ name, sealed }] : [],
  )
  if (forms.length === 0) return noSeals
  const each = async (rows: readonly Row[], one: typeof openOne) => {
    const found = await keys.findMany([...new Set(rows.map(ownerOf))])
    return rows.map((row) => {
      const changed = forms
        .filter(({ name }) => row[name] !== null)
        .map(({ name, sealed }) => [name, one(kind, row, name, sealed, found.get(ownerOf(row)))] as const)
      return { ...row, ...Object.fromEntries(changed) }
    })
  }
  return { open: (rows) => each(rows, openOne), seal: (rows) => each(rows, sealOne) }
}

const noSeals: Seals = {
  open: (rows) => Promise.resolve([...rows]),
  seal: (rows) => Promise.resolve([...rows]),
}

const bytesSchema = z.instanceof(Buffer)

function openOne(
  kind: Kind,
  row: Row,
  name: string,
  { key, context }: SealedForm,
  keys: OwnerKeys | undefined,
): unknown {
  const sealed = bytesSchema.parse(row[name])
  // What was sealed under a key that is gone cannot be told from noise; it stays what it is.
  if (!keys?.has(key)) return { erased: sealed.toString('hex') }
  try {
    return {
      open: z.json().parse(JSON.parse(keys.open(key, sealed, context(textsOf(row))).toString('utf8'))),
    }
  } catch {
    // The fault may quote what it could not parse, which is somebody's.
    throw new StartProblem(problems.doesNotOpen(kind.name, ownerOf(row)))
  }
}

const inLine = z.union([
  z.strictObject({ open: z.unknown() }),
  z.strictObject({ erased: z.string().transform((text) => Buffer.from(text, 'hex')) }),
])

function sealOne(
  kind: Kind,
  row: Row,
  name: string,
  { key, context }: SealedForm,
  keys: OwnerKeys | undefined,
): Buffer {
  const value = inLine.parse(row[name])
  const isOpen = 'open' in value
  if (isOpen !== (keys?.has(key) === true))
    throw new StartProblem(problems.keyAndLineDiffer(kind.name, ownerOf(row)))
  return 'erased' in value
    ? value.erased
    : sealedBy(keys, key, Buffer.from(JSON.stringify(value.open)), context(textsOf(row)))
}

function sealedBy(keys: OwnerKeys | undefined, key: KeyKind, plain: Buffer, context: string): Buffer {
  if (!keys) throw new Error('there are no keys to seal with')
  return keys.seal(key, plain, context)
}

function textsOf(row: Row): (field: string) => string {
  return (field) => z.string().parse(row[field])
}

/** What a city key wraps: keys of residents and secrets of the log. */
export function sealsOfTheCity(kind: Kind, ring: CityKeyRing): Seals {
  const name = 'key' in kind.fields ? 'key' : 'secret'
  return {
    open: (rows) =>
      Promise.resolve(
        rows.map(({ cityKeyId, ...row }) => {
          const key = ring.unwrap(z.string().parse(cityKeyId), bytesSchema.parse(row[name]), contextOf(row))
          return { ...row, [name]: key.toString('hex') }
        }),
      ),
    seal: (rows) =>
      Promise.resolve(
        rows.map((row) => {
          const key = Buffer.from(z.string().parse(row[name]), 'hex')
          const { cityKeyId, wrapped } = ring.wrap(key, contextOf(row))
          return { ...row, [name]: wrapped, cityKeyId }
        }),
      ),
  }
}

const keyRowSchema = z.union([
  z.object({ ownerId: z.string(), kind: z.enum(['values', 'identity', 'records']) }),
  z.object({ name: z.string() }),
])

function contextOf(row: Row): string {
  const of = keyRowSchema.parse(row)
  return 'name' in of ? serviceContext(of.name) : ownerContext(of.ownerId, of.kind)
}
