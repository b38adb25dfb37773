import type { App } from '../../platform/http/index.ts'
import { serveAsset } from '../add-assets.ts'
import { addActsPage } from './acts/route.tsx'
import { addCityHomePage } from './home/route.tsx'
import { addInvitedPage } from './invited/route.tsx'
import { passkeyScript } from './passkey/script.ts'
import { addProofRoutes } from './passkey/route.ts'
import { addCitySignInPage } from './sign-in/route.tsx'
import { addStaffPage } from './staff/route.tsx'

const pageFolders = [
  addCitySignInPage,
  addInvitedPage,
  addCityHomePage,
  addProofRoutes,
  addStaffPage,
  addActsPage,
]

/** Every page of the city's staff. That a session of staff counts on them, and no resident's, is said here for all. */
export function addCityPages(app: App): void {
  void app.register(async (pages: App) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, portal: 'city' }
    })
    serveAsset(pages, passkeyScript())
    for (const addPage of pageFolders) addPage(pages)
  })
}
