import { z } from 'zod'

/** What somebody typed into a form, name by name, as pages carry it that ask for a proof in between. */
export type Fields = readonly (readonly [name: string, value: string])[]

const bodySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Of the body of a form; undefined for what is none. */
export function fieldsIn(body: unknown): Fields | undefined {
  const read = bodySchema.safeParse(body)
  if (!read.success) return undefined
  return Object.entries(read.data).flatMap(([name, given]) =>
    [given].flat().map((value) => [name, value] as const),
  )
}

/** As one hidden field carries it. */
export function writeFields(fields: Fields): string {
  return new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
}

export function readFields(typed: string): Fields {
  return [...new URLSearchParams(typed)]
}
