import { z } from 'zod'
import type { Field, Row } from './fields.ts'

/** One file of an export: the rows of one table under names of their own. */
export interface Kind {
  /** Of the file, and of what a line is. */
  name: string
  store: 'data' | 'keystore'
  /** `schema.table` */
  table: string
  /** One line for docs/export-format.md. */
  about: string
  /** Fields that together are never the same in two lines; the lines stand in their order. */
  key: readonly string[]
  fields: Readonly<Record<string, Field>>
}

export function columnOf(name: string, { column }: Field): string {
  return column ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** A line as it must be: every field, and none besides. */
export function lineSchemaOf({ fields }: Kind): z.ZodType<Row> {
  const shape = Object.entries(fields).map(
    ([name, { type, nullable }]) => [name, nullable ? type.schema.nullable() : type.schema] as const,
  )
  return z.strictObject(Object.fromEntries(shape))
}

/** Whose keys open what a line has sealed. */
export function ownerOf(row: Row): string {
  return z.string().parse(row['residentId'])
}
