import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'

const mebibyte = 1024 * 1024

/** `maxFileBytes` counts each file as it was sent, before anything is unpacked. */
export async function takeUploads(app: App, maxFileBytes: number): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: {
      fileSize: maxFileBytes,
      fieldSize: mebibyte / 16,
      fields: 40,
      files: 10,
      parts: 50,
      headerPairs: 20,
    },
  })
  app.addHook('onResponse', async (request) => {
    if (request.isMultipart()) discardRest(request)
  })
}

/**
 * What is still coming after the answer is read and dropped. Left unread, it held the connection until it timed out
 * and kept the server from closing; cut off, browsers would show a broken connection instead of the answer.
 */
function discardRest({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
}

type Parts = AsyncIterableIterator<Multipart>
const openParts = new WeakMap<FastifyRequest, Parts>()

/** Errors by which an upload ended that was not whole: cut off, no multipart at all, or its browser was closed. */
const breaks = new WeakSet<Error>()

/** Did what was sent break the upload off? Its parser marks such errors with nothing, so they are noted as they come. */
export function brokeUpload(error: Error): boolean {
  return breaks.has(error)
}

async function* partsOf(request: FastifyRequest): Parts {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') noteBreak(part)
      yield part
    }
  } catch (error) {
    if (error instanceof Error) breaks.add(error)
    throw error
  }
}

/** A small file has come, and broken off, before anybody asks for it: then its error was told already. */
function noteBreak({ file }: MultipartFile): void {
  if (file.errored) breaks.add(file.errored)
  file.on('error', (error) => breaks.add(error))
}

/** The next part's value if it is the field `name`; the parts after it wait for `uploadedParts`. */
export async function takeNextField(request: FastifyRequest, name: string): Promise<unknown> {
  const parts = openParts.get(request) ?? partsOf(request)
  const next: IteratorResult<Multipart, unknown> = await parts.next()
  openParts.set(request, parts)
  if (next.done) return undefined
  if (next.value.type === 'file') {
    next.value.file.resume()
    return undefined
  }
  return next.value.fieldname === name ? next.value.value : undefined
}

/**
 * What a browser uploads, part by part, after the form's token was checked. A file must be read to its end before the
 * next part comes; `file.truncated` says afterwards that it was larger than the limit.
 */
export function uploadedParts(request: FastifyRequest): Parts {
  const parts = openParts.get(request)
  if (!parts) throw new Error('this route does not say `upload: true`')
  return parts
}
