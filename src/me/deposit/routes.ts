import type { App } from '../../platform/http/index.ts'
import { readingQueueOf } from '../../vault/index.ts'
import type { MeServices } from '../services.ts'
import { addActRoutes } from './act-routes.ts'
import { addSendRoute } from './send-route.ts'

/** A file is sent, read, looked at, confirmed or dropped, and taken back: as on the resident's own page. */
export function addDepositRoutes(app: App, services: MeServices): void {
  const queue = readingQueueOf(app.server)
  app.addHook('onClose', () => queue.close())
  void app.register(async (routes: App) => {
    // Read as it comes, and counted by the spool.
    routes.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    addSendRoute(routes, services, queue)
  })
  addActRoutes(app)
}
