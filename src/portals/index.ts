import type { App } from '../platform/http/index.ts'
import { addAssets } from './add-assets.ts'
import { answerLanguageLinks } from './language.ts'
import type { PortalServices } from './portal.ts'

export type { DemoClock, PortalServices } from './portal.ts'
export { drawErrorPage } from './public/error/draw.tsx'

type AddPage = (pages: App, services: PortalServices) => void

/** Every page folder, in the order a resident meets them. */
const pageFolders: readonly AddPage[] = []

/** Adds every page of the portals, what they look like, and the language links they share. */
export function addPortalRoutes(app: App, services: PortalServices): void {
  addAssets(app)
  void app.register(async (pages: App) => {
    answerLanguageLinks(pages)
    for (const addPage of pageFolders) addPage(pages, services)
  })
}
