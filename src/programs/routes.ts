import type { App } from '../platform/http/index.ts'
import { addCompanyRoutes } from './companies/routes.ts'
import { addCohortRoutes } from './cohorts/routes.ts'
import { addConsentRoute } from './consents/routes.ts'
import { addItemRoutes } from './items/routes.ts'
import { addResidentRoutes } from './residents/routes.ts'
import { addUseRoutes } from './uses/routes.ts'

/** What the city's own programs do. A route that names no scope cannot be added (platform/http). */
export function addProgramRoutes(app: App, { spoolDirectory }: { spoolDirectory: string }): void {
  addItemRoutes(app)
  addCompanyRoutes(app)
  addUseRoutes(app)
  addResidentRoutes(app, spoolDirectory)
  addCohortRoutes(app)
  addConsentRoute(app)
}
