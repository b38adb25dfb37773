import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'

/**
 * Text that no database takes: a NUL, or bytes and code units that are no character (`%00`, `%ED%A0%80`). Nobody types it; it is
 * refused here, before any route, or it would be a fault wherever it first met a store.
 */
export function refuseUnstorable(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isStorableAddress(request.url)) return refuseIt(request, reply)
  })
}

/** The same of a body that was read: of a form, or JSON. Files are read by whoever takes them. */
export function refuseUnstorableBodies(app: App): void {
  app.addHook('preValidation', async (request, reply) => {
    if (!isStorable(request.body)) return refuseIt(request, reply)
  })
}

function refuseIt(request: FastifyRequest, reply: FastifyReply) {
  return answerHttpRefusal(request, reply, 'malformed')
}

/** An address, with its query, whose every part can be read as text. */
export function isStorableAddress(url: string): boolean {
  try {
    return isText(decodeURIComponent(url))
  } catch {
    return false
  }
}

/** Every text in it, and every name. Without recursion: a body may be nested deeper than the stack. */
export function isStorable(body: unknown): boolean {
  const left = [body]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string' && !isText(next)) return false
    if (Array.isArray(next)) for (const each of next) left.push(each)
    else if (isPlain(next)) for (const [name, value] of Object.entries(next)) left.push(name, value)
  }
  return true
}

function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** What a parser makes of a body; a stream or bytes are not looked into. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
