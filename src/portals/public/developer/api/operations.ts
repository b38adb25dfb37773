import { z } from 'zod'

/**
 * The prose of the API, made from its OpenAPI document: whatever the routes say of themselves, and nothing beside it. Only what
 * this page shows is read; what a document has more is left alone.
 */
const fieldSchema = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), fieldSchema).optional()
  },
  get items() {
    return fieldSchema.optional()
  },
  get anyOf() {
    return z.array(fieldSchema).optional()
  },
  get oneOf() {
    return z.array(fieldSchema).optional()
  },
})
type FieldSchema = z.infer<typeof fieldSchema>

const contentSchema = z.record(z.string(), z.object({ schema: fieldSchema.default({}) }))
const operationSchema = z.object({
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        description: z.string().optional(),
        schema: fieldSchema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: contentSchema.optional() })),
})
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ tags: z.array(z.string()) }))),
})

/** One thing that is sent or answered. `kind` in the words of JSON, for programs are written in them. */
export interface ApiField {
  name: string
  place: string
  kind: string
  required: boolean
  about: string
}

export interface ApiAnswer {
  statuses: string[]
  type: string
  about: string
  fields: ApiField[]
}

export interface ApiOperation {
  /** `GET /exchange/v1/records`: what it is known by. */
  name: string
  anchor: string
  tag: string
  summary: string
  about: string
  fields: ApiField[]
  answers: ApiAnswer[]
}

/** Every operation with one of these tags, in the order of the tags and then of the document. */
export function operationsOf(document: unknown, tags: readonly string[]): ApiOperation[] {
  const { paths } = documentSchema.parse(document)
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  )
  return tags.flatMap((tag) =>
    all
      .filter(({ operation }) => operation.tags.includes(tag))
      .map(({ name, operation }) => told({ name, ...operationSchema.parse(operation) }, tag)),
  )
}

function told(
  {
    name,
    summary,
    description,
    parameters,
    requestBody,
    responses,
  }: z.infer<typeof operationSchema> & { name: string },
  tag: string,
): ApiOperation {
  const [type = '', body] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const asked = parameters.map(({ name, in: place, required, description, schema }) => ({
    ...{ name, place, required, kind: kindOf(schema) },
    about: description ?? schema.description ?? '',
  }))
  return {
    name,
    anchor: anchorOf(name),
    tag,
    summary,
    about: description,
    fields: [...asked, ...(body ? fieldsOf(body.schema, `body, ${type}`) : [])],
    answers: answersOf(responses),
  }
}

export function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

/** Those that are described in the same words are one: the many in which it answers no. */
function answersOf(responses: z.infer<typeof operationSchema>['responses']): ApiAnswer[] {
  const each = Object.entries(responses).map(([status, { description, content }]) => {
    const [type = '', body] = Object.entries(content ?? {})[0] ?? []
    return { status, type, about: description, fields: body ? fieldsOf(body.schema, '') : [] }
  })
  return [...Map.groupBy(each, ({ type, about }) => `${type}\n${about}`).values()].map((alike) => {
    const [{ type, about, fields } = { type: '', about: '', fields: [] }] = alike
    return { statuses: alike.map(({ status }) => status), type, about, fields }
  })
}

/** As deep as this: `people[].subjects`. */
const deepest = 3

function fieldsOf(schema: FieldSchema, place: string, before = '', depth = 1): ApiField[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = `${before}${key}`
    const told = {
      ...{ name, place, kind: kindOf(field), required: schema.required?.includes(key) ?? false },
      about: field.description ?? '',
    }
    const inner = field.type === 'array' ? field.items : field
    const prefix = field.type === 'array' ? `${name}[].` : `${name}.`
    return [told, ...(inner && depth < deepest ? fieldsOf(inner, place, prefix, depth + 1) : [])]
  })
  return [...own, ...inOneOf(formsOf(schema).map((form) => fieldsOf(form, place, before, depth)))]
}

function formsOf({ anyOf = [], oneOf = [] }: FieldSchema): FieldSchema[] {
  return [...anyOf, ...oneOf]
}

/** Of several forms: each field once for each of its kinds, and always sent only where every form has it so. */
function inOneOf(forms: readonly ApiField[][]): ApiField[] {
  return [...Map.groupBy(forms.flat(), ({ name }) => name).values()].map((alike) => {
    const kinds = [...new Set(alike.map(({ kind }) => kind))].join(' | ')
    const abouts = [...new Set(alike.map(({ about }) => about))].filter((about) => about !== '')
    const [{ name, place } = { name: '', place: '' }] = alike
    const required = alike.length === forms.length && alike.every((field) => field.required)
    return { name, place, kind: kinds, required, about: abouts.join(' / ') }
  })
}

/** A list of more words than these has its own page, or is counted. */
const mostWords = 6

export function kindOf(schema: FieldSchema): string {
  const forms = formsOf(schema)
  if (forms.length > 0) return [...new Set(forms.map(kindOf))].join(' | ')
  const { type, format, enum: words, minimum, maximum, maxLength } = schema
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (words && words.length <= mostWords) return words.map((word) => JSON.stringify(word)).join(' | ')
  if (type === 'array') return `[${schema.items ? kindOf(schema.items) : ''}]`
  const inner = [
    format,
    words && `1 of ${words.length.toFixed()}`,
    isNarrow(minimum) && isNarrow(maximum) && `${String(minimum)}–${String(maximum)}`,
    maxLength !== undefined && `≤ ${maxLength.toFixed()}`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean)
  return `${type ?? 'any'}${inner.length > 0 ? ` (${inner.join(', ')})` : ''}`
}

/** Beyond these it is every number that JavaScript knows. */
function isNarrow(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
}
