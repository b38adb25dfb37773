import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** What somebody typed into a form, and where it was going: carried by the pages that ask for a proof in between. */
export interface Typed {
  /** One of our own addresses, and never another site's (open redirects, ASVS 5.0 §1.3.3). */
  back: string
  fields: readonly (readonly [string, string])[]
}

const mostCharacters = 4_000
/** A path of ours: no host, no backslash, which browsers take for a slash, and no query. */
const backSchema = z
  .string()
  .max(200)
  .regex(/^(\/[\w-][\w.-]*)+$/u)

/** As the forms of these pages send it. */
export const typedSchema = { back: backSchema, typed: z.string().max(mostCharacters) }

export function readTyped({ back, typed }: { back: string; typed: string }): Typed {
  return { back, fields: [...new URLSearchParams(typed)] }
}

export function writeTyped({ back, fields }: Typed): { back: string; typed: string } {
  return { back, typed: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString() }
}

const kept = new WeakMap<FastifyRequest, Typed>()
const bodySchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** A preValidation: for forms whose answer may be that a proof comes first. What is too long is not kept. */
export async function keepTyped(request: FastifyRequest): Promise<void> {
  const body = bodySchema.safeParse(request.body)
  const back = backSchema.safeParse(request.url.split('?')[0])
  if (!body.success || !back.success) return
  const fields = Object.entries(body.data).flatMap(([name, given]) =>
    [given].flat().map((value) => [name, value] as const),
  )
  const typed = { back: back.data, fields }
  if (writeTyped(typed).typed.length <= mostCharacters) kept.set(request, typed)
}

export function typedOf(request: FastifyRequest): Typed | undefined {
  return kept.get(request)
}
