import type { App } from '../../platform/http/index.ts'
import { readingQueueOf } from '../../vault/index.ts'
import type { IntakeServices } from '../services.ts'
import { addLookRoute, addTakeBackRoute } from './act-routes.ts'
import { addBringRoute } from './bring-route.ts'

/** A file is brought, asked for, and taken back: by the link it came by, and by nobody else. */
export function addDepositRoutes(app: App, services: IntakeServices): void {
  const queue = readingQueueOf(app.server)
  app.addHook('onClose', () => queue.close())
  void app.register(async (routes: App) => {
    // Read as it comes, and counted by the spool.
    routes.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    addBringRoute(routes, services, queue)
  })
  addLookRoute(app)
  addTakeBackRoute(app)
}
