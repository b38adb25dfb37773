import type { App } from '../platform/http/index.ts'
import { addConsentRoutes } from './agree/routes.ts'
import { addDepositRoutes } from './deposit/routes.ts'
import { addDataRoutes } from './read/data-routes.ts'
import { addRecordRoutes } from './read/record-routes.ts'
import { addSelfRoutes } from './read/self-routes.ts'
import { addUseRoutes } from './read/use-routes.ts'
import { addPauseRoutes } from './pause/routes.ts'
import { addRefusalRoutes } from './refuse/routes.ts'
import { addReplacementRoutes } from './replace/routes.ts'
import { addResumeRoutes } from './resume/routes.ts'
import type { MeServices } from './services.ts'
import { addSettingsRoutes } from './settings/routes.ts'
import { addShareRoutes } from './shares/routes.ts'
import { addStopRoutes } from './stop/routes.ts'

/** What apps do for who has let them in. A route that names no scope cannot be added (platform/http). */
export function addMeRoutes(app: App, services: MeServices): void {
  addSelfRoutes(app)
  addDataRoutes(app)
  addUseRoutes(app)
  addRecordRoutes(app)
  addStopRoutes(app)
  addPauseRoutes(app)
  addRefusalRoutes(app)
  addConsentRoutes(app)
  addShareRoutes(app, services)
  addResumeRoutes(app)
  addReplacementRoutes(app)
  addSettingsRoutes(app)
  addDepositRoutes(app, services)
}
