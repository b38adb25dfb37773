import { z } from 'zod'
import type { KeyKind } from '../platform/keys/index.ts'

/** A value as it stands in a line. */
export type Row = Readonly<Record<string, unknown>>

/** How one sort of value is written in a line, and how it is read from a table and put into one. */
export interface FieldType {
  /** In the words of docs/export-format.md. */
  written: string
  schema: z.ZodType
  /** What its column may be; the first holds all of them. */
  columnTypes: readonly string[]
  /** SQL that reads it. */
  select: (column: string) => string
  /** As JSON from which PostgreSQL takes the column's type. */
  toColumn: (value: unknown) => unknown
}

/** What a field is sealed with in a city. In a line it stands opened, or, where the key was destroyed, as it was. */
export interface SealedForm {
  key: KeyKind
  /** What the seal is bound to, from other fields of the same line. */
  context: (textOf: (field: string) => string) => string
}

export interface Field {
  type: FieldType
  nullable: boolean
  /** The name of the field in snake case, unless it has another. */
  column?: string
  sealed?: SealedForm
}

const asIs = (value: unknown) => value
const unchanged = (column: string) => column
const asText = (column: string) => `${column}::text`
const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/)

const infinite = z.enum(['infinity', '-infinity'])

const types = {
  uuid: { written: 'UUID', schema: z.guid(), columnTypes: ['uuid'], select: asText, toColumn: asIs },
  text: { written: 'text', schema: z.string(), columnTypes: ['text'], select: asText, toColumn: asIs },
  integer: {
    written: 'integer',
    schema: z.int(),
    columnTypes: ['bigint', 'integer', 'smallint'],
    select: (column) => `${column}::float8`,
    toColumn: asIs,
  },
  boolean: {
    written: '`true` or `false`',
    schema: z.boolean(),
    columnTypes: ['boolean'],
    select: unchanged,
    toColumn: asIs,
  },
  day: {
    written: 'day, `2026-11-27`',
    schema: z.iso.date(),
    columnTypes: ['date'],
    select: asText,
    toColumn: asIs,
  },
  moment: {
    written: 'moment in UTC, `2026-11-27T03:04:05.678901Z`, or `infinity`',
    schema: z.union([z.iso.datetime({ precision: 6 }), infinite]),
    columnTypes: ['timestamp with time zone'],
    select: (column) => `case when isfinite(${column})
      then to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else ${column}::text end`,
    toColumn: asIs,
  },
  bytes: {
    written: 'bytes in hex',
    schema: hex,
    columnTypes: ['bytea'],
    select: (column) => `encode(${column}, 'hex')`,
    toColumn: (value) => `\\x${z.string().parse(value)}`,
  },
  texts: {
    written: 'list of texts',
    schema: z.array(z.string()),
    columnTypes: ['text[]'],
    select: unchanged,
    toColumn: asIs,
  },
  json: {
    written: 'JSON',
    schema: z.json(),
    columnTypes: ['jsonb'],
    select: unchanged,
    toColumn: asIs,
  },
  position: {
    written:
      'position on the change cursor: 1, 2, 3 … in the order in which things happened, all kinds together',
    schema: z.int().min(0),
    columnTypes: ['xid8'],
    // 0 is the start of a cursor, and stays.
    select: (column) =>
      `case when ${column} = '0' then 0 else (select number::float8 from pg_temp.positions where at = ${column}) end`,
    // As a restore writes them (src/backup/positions.ts): 3 is the first id that a transaction can have.
    toColumn: (value) => (value === 0 ? '0' : String(z.int().parse(value) + 2)),
  },
  sealed: {
    written: '`{"open": …}`, or `{"erased": "bytes in hex"}` where the key is destroyed',
    schema: z.union([
      z.strictObject({ open: z.unknown().refine((value) => value !== undefined) }),
      z.strictObject({ erased: hex }),
    ]),
    columnTypes: ['bytea'],
    select: unchanged,
    toColumn: (value) => `\\x${z.instanceof(Buffer).parse(value).toString('hex')}`,
  },
} satisfies Record<string, FieldType>

const fieldOf = (type: FieldType): Field => ({ type, nullable: false })

/** The sorts of fields; sealed ones are made by `sealed`. */
export const uuid = fieldOf(types.uuid)
export const text = fieldOf(types.text)
export const integer = fieldOf(types.integer)
export const boolean = fieldOf(types.boolean)
export const day = fieldOf(types.day)
export const moment = fieldOf(types.moment)
export const bytes = fieldOf(types.bytes)
export const texts = fieldOf(types.texts)
export const json = fieldOf(types.json)
export const position = fieldOf(types.position)

export function sealed(key: KeyKind, context: SealedForm['context']): Field {
  return { ...fieldOf(types.sealed), sealed: { key, context } }
}

/** What is wrapped by a city key in the key store, and stands in clear in a line. */
export const unwrapped: Field = {
  type: { ...types.sealed, written: types.bytes.written, schema: hex },
  nullable: false,
  column: 'wrapped',
}

/** May be null. */
export function optional(field: Field): Field {
  return { ...field, nullable: true }
}
