import type { App } from '../platform/http/index.ts'
import { assets } from './ui/index.ts'

/** The paths carry a hash of the content: whoever has one may keep it for a year. */
export function addAssets(app: App): void {
  for (const { path, type, body } of assets) {
    app.get(path, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(body),
    )
  }
}
