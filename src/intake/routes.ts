import type { App } from '../platform/http/index.ts'
import { addDepositRoutes } from './deposit/routes.ts'
import { addLinkRoutes } from './link/routes.ts'
import type { IntakeServices } from './services.ts'

/** What partners bring for who has linked them. A route that names no scope cannot be added (platform/http). */
export function addIntakeRoutes(app: App, services: IntakeServices): void {
  addLinkRoutes(app)
  addDepositRoutes(app, services)
}
