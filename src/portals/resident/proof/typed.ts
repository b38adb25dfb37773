import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { provenActions, type ProvenAction } from '../../../identity/index.ts'
import { fieldsIn, readFields, writeFields, type Fields } from '../../typed/fields.ts'

/** What somebody typed into a form, and where it was going: carried by the pages that ask for a proof in between. */
export interface Typed {
  /** One of our own addresses, and never another site's (open redirects, ASVS 5.0 §1.3.3). */
  back: string
  /** For what the proof is asked: what is enough for one is not for another. */
  action: ProvenAction
  fields: Fields
}

const mostCharacters = 4_000
/** A path of ours: no host, no backslash, which browsers take for a slash, and no query. */
const backSchema = z
  .string()
  .max(200)
  .regex(/^(\/[\w-][\w.-]*)+$/u)

/** As the forms of these pages send it. */
export const typedSchema = {
  back: backSchema,
  action: z.enum(provenActions),
  typed: z.string().max(mostCharacters),
}
export type SentTyped = { [Name in keyof typeof typedSchema]: z.infer<(typeof typedSchema)[Name]> }

export function readTyped({ back, action, typed }: SentTyped): Typed {
  return { back, action, fields: readFields(typed) }
}

export function writeTyped({ back, action, fields }: Typed): SentTyped {
  return { back, action, typed: writeFields(fields) }
}

type Kept = Omit<Typed, 'action'>
const kept = new WeakMap<FastifyRequest, Kept>()

/** A preValidation: for forms whose answer may be that a proof comes first. What is too long is not kept. */
export async function keepTyped(request: FastifyRequest): Promise<void> {
  const fields = fieldsIn(request.body)
  const back = backSchema.safeParse(request.url.split('?')[0])
  if (!fields || !back.success) return
  const typed = { back: back.data, fields }
  if (writeFields(fields).length <= mostCharacters) kept.set(request, typed)
}

export function typedOf(request: FastifyRequest, action: ProvenAction): Typed | undefined {
  const typed = kept.get(request)
  return typed && { ...typed, action }
}
