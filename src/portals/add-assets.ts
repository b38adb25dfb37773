import { brotliCompressSync } from 'node:zlib'
import type { App } from '../platform/http/index.ts'
import { assets, type Asset } from './ui/index.ts'

/**
 * The paths carry a hash of the content: whoever has one may keep it for a year. They are packed once, here; pages are
 * not, for beside what somebody typed they carry secrets, and the size of the two packed together would tell of them.
 */
export function addAssets(app: App): void {
  for (const asset of assets) serveAsset(app, asset)
}

/** One of them: what only one page asks for is served beside that page. */
export function serveAsset(app: App, { path, type, body }: Asset): void {
  const packed = brotliCompressSync(body)
  app.get(path, { config: { file: true } }, (request, reply) => {
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable')
    reply.header('vary', 'accept-encoding')
    if (!takesBrotli(request.headers['accept-encoding'])) return reply.send(body)
    return reply.header('content-encoding', 'br').send(packed)
  })
}

/** `gzip, deflate, br` does, `br;q=0` does not (RFC 9110 §12.5.3). */
function takesBrotli(accepted: string | string[] | undefined): boolean {
  const codings = String(accepted ?? '').split(',')
  return codings.some((coding) => /^\s*br\s*(;\s*q=(0?\.\d*[1-9]\d*|1(\.0*)?)\s*)?$/u.test(coding))
}
